-- What the index should hold: the index can be made anew from this table at any time.
create table search.document (
    kind    text   not null,
    id      bigint not null,
    payload jsonb  not null,
    primary key (kind, id)
);

-- What has changed and is not in the index yet; written in the act's transaction, emptied when the index is on disk.
create table search.pending (
    seq  bigint generated always as identity primary key,
    kind text   not null,
    id   bigint not null
);
