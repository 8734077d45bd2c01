-- What task scanners know of metaverse objects (contract/openidm-scheduler.md 11, design.md 10.9). doc is merged into the view of
-- the object: its values stay a function of contributions. claims names, by the pointer of "started", the step execution whose
-- script works on the object.
create table mvo_task_state (
    mvo_id uuid  not null primary key references mvo on delete cascade,
    doc    jsonb not null default '{}',
    claims jsonb not null default '{}'
);
create index step_execution_task_scan on step_execution (completed_at) where step_type = 'TaskScanner';
