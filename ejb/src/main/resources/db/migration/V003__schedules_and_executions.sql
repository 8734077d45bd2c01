-- Schedules (configuration, JPA) and what became of them: executions, their members and activities (history).

create table schedule (
    id                    uuid          not null primary key,
    key                   varchar(200)  not null unique,
    name                  varchar(200)  not null unique,
    description           varchar(1000),
    trigger_type          varchar(10)   not null default 'Manual' check (trigger_type in ('Manual', 'Cron', 'Simple')),
    cron_expression       varchar(1000),
    pattern_type          varchar(20)   not null default 'SpecificTimes' check (pattern_type in ('SpecificTimes', 'Interval', 'Custom')),
    days_of_week          varchar(50),
    run_times             varchar(200),
    interval_value        integer check (interval_value between 1 and 59),
    interval_unit         varchar(10) check (interval_unit in ('Minutes', 'Hours')),
    interval_window_start varchar(10),
    interval_window_end   varchar(10),
    enabled               boolean       not null default false,
    last_run_at           timestamptz,
    next_run_at           timestamptz,
    created               timestamptz   not null default now(),
    last_updated          timestamptz
);

create table schedule_step (
    id                  uuid         not null primary key,
    schedule_id         uuid         not null references schedule on delete cascade,
    step_index          integer      not null check (step_index between 0 and 1000),
    position            integer      not null,
    name                varchar(200),
    execution_mode      varchar(30)  not null default 'Sequential' check (execution_mode in ('Sequential', 'ParallelWithPrevious')),
    step_type           varchar(30)  not null,
    continue_on_failure boolean      not null default false,
    timeout_seconds     integer check (timeout_seconds between 1 and 86400),
    connected_system_id integer references connected_system,
    run_profile_id      integer references run_profile,
    override_file_path  varchar(500),
    override_delete_guard boolean    not null default false
);
create index schedule_step_schedule on schedule_step (schedule_id, step_index, position);
create index schedule_step_run_profile on schedule_step (run_profile_id);

-- The lasting record of anything that was done: a run, an execution, a change of configuration (contract/jim.md 15).
-- Counters are only ever incremented, in the transaction of the batch they report (contract/sync-engine.md 2.3, 7).
create table activity (
    id                         uuid         not null primary key,
    parent_activity_id         uuid references activity on delete cascade,
    created                    timestamptz  not null default now(),
    executed                   timestamptz  not null default now(),
    started_at                 timestamptz,
    completed_at               timestamptz,
    status                     varchar(20)  not null check (status in
        ('NotSet', 'InProgress', 'Complete', 'CompleteWithWarning', 'CompleteWithError', 'FailedWithError', 'Cancelled')),
    target_type                varchar(40)  not null,
    target_operation_type      varchar(20)  not null,
    target_name                varchar(400),
    target_context             varchar(400),
    message                    varchar(2000),
    warning_message            varchar(2000),
    error_message              varchar(2000),
    change_reason              varchar(2000),
    initiated_by_type          varchar(20)  not null default 'NotSet',
    initiated_by_id            uuid,
    initiated_by_name          varchar(200),
    run_type                   varchar(30)  not null default 'NotSet',
    connected_system_id        integer,
    run_profile_id             integer,
    schedule_execution_id      uuid,
    schedule_step_index        integer,
    scheduled_by_schedule_id   uuid,
    scheduled_by_schedule_name varchar(200),
    objects_to_process         bigint       not null default 0,
    objects_processed          bigint       not null default 0,
    objects_read               bigint       not null default 0,
    unchanged                  bigint       not null default 0,
    added                      bigint       not null default 0,
    updated                    bigint       not null default 0,
    deleted                    bigint       not null default 0,
    deletes_withheld           bigint       not null default 0,
    projected                  bigint       not null default 0,
    joined                     bigint       not null default 0,
    attribute_flows            bigint       not null default 0,
    disconnected               bigint       not null default 0,
    disconnected_out_of_scope  bigint       not null default 0,
    out_of_scope_retain_join   bigint       not null default 0,
    drift_corrections          bigint       not null default 0,
    provisioned                bigint       not null default 0,
    exported                   bigint       not null default 0,
    deprovisioned              bigint       not null default 0,
    created_objects            bigint       not null default 0,
    pending_exports            bigint       not null default 0,
    pending_exports_confirmed  bigint       not null default 0,
    pending_exports_retrying   bigint       not null default 0,
    pending_exports_failed     bigint       not null default 0,
    errors                     bigint       not null default 0
) with (fillfactor = 70);
create index activity_created on activity (created, id);
create index activity_parent on activity (parent_activity_id) where parent_activity_id is not null;
create index activity_execution on activity (schedule_execution_id) where schedule_execution_id is not null;
create index activity_schedule on activity (scheduled_by_schedule_id) where scheduled_by_schedule_id is not null;

create table activity_phase (
    activity_id uuid         not null references activity on delete cascade,
    ord         integer      not null,
    key         varchar(50)  not null,
    name        varchar(100) not null,
    parent_key  varchar(50),
    status      varchar(10)  not null check (status in ('Pending', 'Active', 'Completed', 'Skipped', 'Failed')),
    started     timestamptz,
    ended       timestamptz,
    primary key (activity_id, ord)
);

-- What happened to one object: one row per changed or failed object, none for unchanged ones (contract/sync-engine.md 13).
-- Texts are copied, they outlive the object. seq gives the reading order of pages.
create table activity_item (
    seq             bigint       generated always as identity,
    id              uuid         not null default gen_random_uuid(),
    activity_id     uuid         not null,
    cso_id          uuid,
    external_id     text,
    display_name    text,
    object_type     varchar(200),
    change_type     varchar(30)  not null,
    error_type      varchar(50),
    error_text      varchar(2000),
    outcome_summary varchar(500),
    primary key (activity_id, seq)
);

-- One execution of a schedule, or of one run profile by itself (schedule_id null, kind RunProfile). It is the truth about
-- the run; the batch runtime is only its engine. It belongs to a node by a lease; epoch is the fencing number of the lease.
create table execution (
    id                 uuid        not null primary key,
    kind               varchar(12) not null check (kind in ('Schedule', 'RunProfile')),
    schedule_id        uuid references schedule on delete set null,
    schedule_name      varchar(200),
    status             varchar(12) not null check (status in ('Queued', 'InProgress', 'Complete', 'Failed', 'Cancelled', 'Paused')),
    current_group      integer     not null default 0,
    total_groups       integer     not null,
    queued_at          timestamptz not null default now(),
    started_at         timestamptz,
    completed_at       timestamptz,
    initiated_by_type  varchar(20) not null,
    initiated_by_id    uuid,
    initiated_by_name  varchar(200),
    error_message      varchar(2000),
    activity_id        uuid,
    cancel_requested   boolean     not null default false,
    closed_at          timestamptz,
    lease_node         varchar(100),
    lease_incarnation  uuid,
    lease_until        timestamptz,
    epoch              integer     not null default 0,
    batch_execution_id bigint,
    resumes            integer     not null default 0
) with (fillfactor = 80);
-- closed_at is set when no member is left to work on; a cancelled execution is completed at once and closed a moment later.
create index execution_open on execution (queued_at) where closed_at is null;
create index execution_schedule on execution (schedule_id, queued_at);
create index execution_queued on execution (queued_at, id);

-- One member of a step group: a schedule step as copied when the execution started, and how far it has come.
-- Its id is the worker task id of the JIM dialect. phase and cursor are the checkpoint, moved in the chunk's transaction.
create table step_execution (
    id                    uuid        not null primary key,
    execution_id          uuid        not null references execution on delete cascade,
    schedule_step_id      uuid,
    step_index            integer     not null,
    group_position        integer     not null,
    member                integer     not null,
    name                  varchar(400),
    step_type             varchar(30) not null,
    execution_mode        varchar(30) not null,
    continue_on_failure   boolean     not null,
    timeout_seconds       integer,
    connected_system_id   integer,
    connected_system_name varchar(200),
    run_profile_id        integer,
    run_profile_name      varchar(200),
    override_file_path    varchar(500),
    override_delete_guard boolean     not null default false,
    batch_size            integer     not null,
    status                varchar(25) not null check (status in ('Waiting', 'Queued', 'Processing', 'Completed', 'CompletedWithWarning',
                                                      'CompletedWithError', 'Failed', 'Cancelled')),
    phase                 varchar(50),
    cursor                jsonb,
    activity_id           uuid        not null,
    started_at            timestamptz,
    completed_at          timestamptz,
    error_message         varchar(2000)
) with (fillfactor = 70);
create index step_execution_execution on step_execution (execution_id, group_position, member);
create index step_execution_open_system on step_execution (connected_system_id) where completed_at is null;
create index step_execution_activity on step_execution (activity_id);

-- At most one run per connected system (contract/sync-engine.md 3.5). A row whose member has ended may be taken over.
create table system_lease (
    system_id         integer not null primary key,
    step_execution_id uuid    not null
);
