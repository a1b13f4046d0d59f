-- Other units asked to agree before a text that concerns them goes public (发布协调; article 11 of the regulation on disclosure).
create table content.coordination (
    id          bigint generated always as identity primary key,
    document_id bigint not null references content.document,
    unit_path   text not null,
    state       text not null check (state in ('ASKED', 'AGREED', 'OBJECTED', 'CALLED_OFF')),
    asked_by    bigint not null,
    asked_at    timestamptz not null,
    words       text not null default '',
    answered_by bigint,
    answered_at timestamptz,
    answer      text not null default '',
    -- Of the text that was agreed to: an agreement holds for no other.
    digest      text,
    check (state = 'ASKED' or answered_by is not null and answered_at is not null),
    check (state <> 'AGREED' or digest is not null),
    check (state not in ('OBJECTED', 'CALLED_OFF') or answer <> '')
);
-- A unit has one question about a document at a time; it also serves what hinders a release.
create unique index coordination_of on content.coordination (document_id, unit_path) where state <> 'CALLED_OFF';
create index coordination_by_document on content.coordination (document_id, id);
