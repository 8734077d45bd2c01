-- What the step types beside the run profile need (contract/jim.md 8.1, design.md 10.3). A step keeps what it was sent, also
-- what its present type does not use. script_context is JSON text exactly as it was sent, not jsonb, which would reorder it.
alter table schedule_step
    add column script_path            varchar(500),
    add column arguments              varchar(2000),
    add column executable_path        varchar(500),
    add column working_directory      varchar(500),
    add column sql_connection         varchar(500),
    add column sql_script_path        varchar(500),
    add column sql_text               text,
    add column sql_single_transaction boolean,
    add column script_source          text,
    add column script_type            varchar(100),
    add column script_context         text;

alter table step_execution
    add column script_path            varchar(500),
    add column arguments              varchar(2000),
    add column executable_path        varchar(500),
    add column working_directory      varchar(500),
    add column sql_connection         varchar(500),
    add column sql_script_path        varchar(500),
    add column sql_text               text,
    add column sql_single_transaction boolean,
    add column script_source          text,
    add column script_type            varchar(100),
    add column script_context         text;
