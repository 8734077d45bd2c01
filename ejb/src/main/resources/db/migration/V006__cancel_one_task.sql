-- One member can be cancelled by itself (contract/jim.md 12, "Cancel one task"); whoever runs it looks at this once a second.
alter table step_execution add column cancel_requested boolean not null default false;
create index step_execution_cancel on step_execution (execution_id) where cancel_requested and completed_at is null;
