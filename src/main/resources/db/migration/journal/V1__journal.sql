-- Ids are handed out in blocks of 100, so that a writer knows the id, and can authenticate it, before it inserts.
create sequence journal.entry_id increment by 100;

-- Acts, written in the transaction of the act. Ids, codes and digests only.
create table journal.entry (
    id          bigint primary key,
    at          timestamptz not null,
    who_kind    text not null,
    who_id      bigint not null,
    act         text not null,
    object_type text not null,
    object_id   bigint not null,
    facts       text not null,
    key_mark    text not null,
    mac         bytea not null
);
create index on journal.entry (at desc, id desc);
create index on journal.entry (who_kind, who_id, at desc, id desc);
create index on journal.entry (act, at desc, id desc);
create index on journal.entry (object_type, object_id, at desc, id desc);

-- What waits for the sealer; a row lives for less than a second.
create table journal.pending (
    entry_id bigint primary key
);

-- The chain: hash = SM3(hash before || canonical text of the entry).
create table journal.seal (
    seq       bigint primary key,
    entry_id  bigint not null unique,
    hash      bytea not null,
    sealed_at timestamptz not null,
    day       date not null,
    mac       bytea not null
);

-- One digest for each day, signed with SM2.
create table journal.closing (
    last_seq  bigint primary key,
    day       date not null,
    hash      bytea not null,
    signature bytea not null
);

-- What the codes of acts mean, for the auditor's screen; not part of the chain.
create table journal.act (
    code  text primary key,
    label text not null
);

-- Results of the nightly verification; not part of the chain.
create table journal.verification (
    id       bigint generated always as identity primary key,
    at       timestamptz not null,
    checked  bigint not null,
    findings int not null,
    report   text not null
);

create function journal.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is append-only: % on %.% refused', tg_op, tg_table_schema, tg_table_name;
end $$;

create trigger append_only before update or delete or truncate on journal.entry
    for each statement execute function journal.refuse_change();
create trigger append_only before update or delete or truncate on journal.seal
    for each statement execute function journal.refuse_change();
create trigger append_only before update or delete or truncate on journal.closing
    for each statement execute function journal.refuse_change();
