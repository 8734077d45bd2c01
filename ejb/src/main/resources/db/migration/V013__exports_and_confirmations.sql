-- What exports and confirming imports keep between their transactions (contract/sync-engine.md 7 and 10, ADR 0015).

-- A batch that was sent to a target which shows nothing before it is published: the exports as they were (row_version), and what
-- the connector said of those that are not simply done: {"<id>":{"s":"REFUSED","t":"sentence","a":"anchor","i":"secondary id"}}.
-- One row per batch, because marking every export would write each of them twice. Settled batches are removed.
create table export_batch (
    run_id    uuid    not null,
    ord       integer not null,
    system_id integer not null,
    ids       uuid[]  not null,
    versions  bigint[] not null,
    answers   jsonb,
    primary key (run_id, ord)
);
create index export_batch_system on export_batch (system_id);

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
