-- What synchronisation runs need beyond the data model of V010.

-- A full synchronisation walks over the objects of one system by id.
create index cso_system on cso (system_id, id);

-- The last synchronisation that listed the object among its items: it is listed and counted once a run, though the pass over
-- references may come to it again.
alter table cso add column item_run uuid;

-- Values of unjoined objects by which export rules look for them, made by a run when it first looks. Unlogged: made again by the
-- next attempt after a database crash.
create unlogged table sync_target_key (
    run_id         uuid    not null,
    object_type_id integer not null,
    attribute_id   integer not null,
    value          text    not null,
    value_lower    text    not null,
    cso_id         uuid    not null
);
create index sync_target_key_value on sync_target_key (run_id, attribute_id, value);
create index sync_target_key_value_lower on sync_target_key (run_id, attribute_id, value_lower);

-- A synchronisation has the metaverse (0) and several systems at once.
create index system_lease_holder on system_lease (step_execution_id);
