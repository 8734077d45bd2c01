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
