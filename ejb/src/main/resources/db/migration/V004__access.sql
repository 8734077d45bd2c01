-- Who may call. Only hashes of keys are stored (contract/jim.md 2).
create table role (
    id       integer      not null primary key,
    name     varchar(100) not null unique,
    built_in boolean      not null default true,
    created  timestamptz  not null default now()
);
insert into role (id, name) values (1, 'Administrator');

create table api_key (
    id                uuid         not null primary key,
    name              varchar(200) not null,
    description       varchar(1000),
    key_hash          char(64)     not null unique,
    key_prefix        varchar(12)  not null,
    created_at        timestamptz  not null default now(),
    expires_at        timestamptz,
    last_used_at      timestamptz,
    last_used_from_ip varchar(64),
    enabled           boolean      not null default true,
    infrastructure    boolean      not null default false
);

create table api_key_role (
    api_key_id uuid    not null references api_key on delete cascade,
    role_id    integer not null references role,
    primary key (api_key_id, role_id)
);
