-- People who log in with a name and a password (contract/openidm-scheduler.md 13). Only hashes are stored.
create table app_user (
    id                  uuid         not null primary key,
    name                varchar(100) not null unique,
    password_hash       varchar(300) not null,
    password_changed_at timestamptz  not null,
    enabled             boolean      not null default true,
    created             timestamptz  not null
);

create table app_user_role (
    user_id uuid    not null references app_user on delete cascade,
    role_id integer not null references role,
    primary key (user_id, role_id)
);

-- Sessions that were ended before their time. A token names its session; rows go when the token would have ended by itself.
create table ended_session (
    id    uuid        not null primary key,
    until timestamptz not null
);

-- Tells whether a node has the secret key of the others (design.md 10.15): one row, a code made with that key.
create table secret_key_check (
    one  boolean not null primary key default true check (one),
    code bytea   not null
);
