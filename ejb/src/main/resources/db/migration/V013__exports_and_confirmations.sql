-- What exports and confirming imports keep between their transactions (contract/sync-engine.md 7 and 10, ADR 0015).

-- answer: what a connector whose writes appear only when they are published said about this export: null is "done", else
-- {"s":"REFUSED","t":"sentence","a":"anchor","i":"secondary id"}. Read when the run settles, after publishing.
alter table pending_export add column answer jsonb;
drop index pending_export_executing;
create index pending_export_executing on pending_export (system_id, created_at, id) where status = 'Executing';

-- op 'Confirm': an object whose pending export this import has to look at after everything is applied; its ord lies far
-- behind those of records.
alter table import_stage drop constraint import_stage_op_check;
alter table import_stage add constraint import_stage_op_check check (op in ('Same', 'Upsert', 'Delete', 'Error', 'Missing', 'Confirm'));

-- Objects that were made by us and have not been seen yet: each import looks for them.
create index cso_provisioning on cso (system_id, id) where status = 'PendingProvisioning';

-- Deletions of directories name an object by its place alone, spelled as whoever deleted it did.
create index cso_secondary_lower on cso (system_id, lower(secondary_id)) where secondary_id is not null;

-- The tokens an import took before it read; they become import_token when it has finished.
create table import_run_token (
    run_id         uuid    not null,
    partition_id   integer not null,
    object_type_id integer not null,
    token          text    not null,
    primary key (run_id, partition_id, object_type_id)
);
