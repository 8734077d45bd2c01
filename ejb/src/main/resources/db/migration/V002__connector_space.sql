-- The connector space: large tables, written by set-based SQL only, never JPA entities (contract/sync-engine.md 2.2).
-- There are no foreign keys from these tables to the configuration: a check per row costs a third of the import rate
-- (contract/sync-engine.md 16.1). Deleting a system removes its rows explicitly.

-- One object of one connected system as last seen there. attrs holds {"mail":["a@x"]}: always arrays, canonical text
-- forms, sorted, no empty arrays; references are rows of cso_ref, not part of the document.
create table cso (
    id               uuid        not null primary key,
    system_id        integer     not null,
    object_type_id   integer     not null,
    partition_id     integer,
    anchor           text,
    secondary_id     text,
    status           varchar(20) not null check (status in ('Normal', 'Obsolete', 'PendingProvisioning')),
    join_type        varchar(12) not null default 'NotJoined' check (join_type in ('NotJoined', 'Joined', 'Projected', 'Provisioned')),
    mvo_id           uuid,
    joined_at        timestamptz,
    attrs            jsonb       not null default '{}',
    content_hash     bytea,
    hash_fingerprint bytea,
    sync_pending     boolean     not null default true,
    ref_pending      boolean     not null default false,
    created_run      uuid,
    updated_run      uuid,
    created_at       timestamptz not null default now(),
    updated_at       timestamptz,
    row_version      bigint      not null default 0,
    check ((join_type = 'NotJoined') = (mvo_id is null))
) with (fillfactor = 85);
create unique index cso_anchor on cso (system_id, object_type_id, anchor) where anchor is not null;
create unique index cso_secondary_provisioning on cso (system_id, object_type_id, secondary_id)
    where status = 'PendingProvisioning' and secondary_id is not null;
create index cso_secondary on cso (system_id, secondary_id) where secondary_id is not null;
create index cso_sync_pending on cso (system_id, id) where sync_pending;
create index cso_obsolete on cso (system_id, id) where status = 'Obsolete';

-- One reference value of one object. system_id repeats the object's so that dangling references of a system are found by index.
create table cso_ref (
    cso_id        uuid    not null references cso on delete cascade,
    attribute_id  integer not null,
    raw_value     text    not null,
    system_id     integer not null,
    target_cso_id uuid,
    primary key (cso_id, attribute_id, raw_value)
);
create index cso_ref_target on cso_ref (target_cso_id) where target_cso_id is not null;
create index cso_ref_unresolved on cso_ref (system_id, cso_id) where target_cso_id is null;

-- Staging area and "seen" set of an import (contract/sync-engine.md 5.2). Unlogged: a database crash empties it, which an
-- import notices by the row count it keeps, and reads again. op 'Missing' rows are added by the check phase: the objects
-- that the source no longer has. ord numbers the records of one run from 1, in reading order.
create unlogged table import_stage (
    run_id         uuid        not null,
    ord            bigint      not null,
    op             varchar(7)  not null check (op in ('Same', 'Upsert', 'Delete', 'Error', 'Missing')),
    object_type_id integer,
    partition_id   integer,
    anchor         text,
    secondary_id   text,
    cso_id         uuid,
    known          boolean     not null default false,
    content_hash   bytea,
    attrs          jsonb,
    refs           jsonb,
    error_type     varchar(50),
    error_text     varchar(2000),
    primary key (run_id, ord)
);
create index import_stage_errors on import_stage (run_id, ord) where error_type is not null;
