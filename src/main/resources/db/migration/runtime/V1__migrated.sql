-- The migration scripts as of the last start, their names and the digest of their texts; one row.
create table runtime.migrated (
    one     boolean primary key check (one),
    digest  text not null,
    scripts text not null
);

-- Event publications that listeners have not finished yet (Spring Modulith).
create table runtime.event_publication (
    id                     uuid primary key,
    listener_id            text not null,
    event_type             text not null,
    serialized_event       text not null,
    publication_date       timestamptz not null,
    completion_date        timestamptz,
    status                 text,
    completion_attempts    int,
    last_resubmission_date timestamptz
);
create index on runtime.event_publication (completion_date, publication_date);

-- Whether this is the demonstration county or a real one; one row, written at the first start.
create table runtime.county (
    one           boolean primary key check (one),
    demonstration boolean not null
);
