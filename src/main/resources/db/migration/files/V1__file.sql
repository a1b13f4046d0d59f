-- One row for each time a file was taken in; the bytes lie once in the store, under their SM3 digest.
create table files.file (
    id         bigint generated always as identity primary key,
    name       text        not null check (length(name) between 1 and 120),
    media_type text        not null,
    size       bigint      not null check (size >= 0),
    sm3        text        not null check (sm3 ~ '^[0-9a-f]{64}$'),
    purpose    text        not null,
    stored_by  text        not null,
    stored_at  timestamptz not null
);
create index on files.file (sm3);
