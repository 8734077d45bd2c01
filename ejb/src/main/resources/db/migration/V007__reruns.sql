-- An execution can do again what did not succeed in an earlier one (ADR 0012). It is a new one: the old one stays as it ended.
alter table execution
    add column rerun_of   uuid references execution on delete set null,
    add column rerun_mode varchar(20) check (rerun_mode in ('FromFailedStep', 'FailedObjectsOnly'));
create index execution_rerun_of on execution (rerun_of) where rerun_of is not null;

-- taken_over_from: the execution that really did this member, whose result stands here without being done again.
-- retry_of: the activity whose failed objects this member is restricted to. Both may outlive what they name.
alter table step_execution
    add column taken_over_from uuid,
    add column retry_of        uuid;
