-- What a schedule says in the IDM dialect beyond its own columns (contract/openidm-scheduler.md 3): the service it invokes with
-- its context, and texts as a client wrote them. Kept in step with the schedule at every save. doc is the same, for filters.
create table idm_job (
    schedule_id uuid  not null primary key references schedule on delete cascade,
    document    text  not null,
    doc         jsonb not null generated always as (document::jsonb) stored
);
