-- One import: what was handed over at once, and how far it has come.
create table content.import_job (
    id bigint generated always as identity primary key,
    person_id bigint not null,
    column_id bigint references content.column_,
    state text not null check (state in ('STAGING', 'READING', 'REVIEW', 'TAKING', 'DONE', 'CANCELLED')),
    created_at timestamptz not null,
    finished_at timestamptz
);
create index on content.import_job (person_id, id desc);
create index on content.import_job (state) where state in ('STAGING', 'READING', 'TAKING');

-- One file of it: the proposals as the clerk has corrected them, and what became of it.
create table content.import_file (
    id bigint generated always as identity primary key,
    job_id bigint not null references content.import_job,
    position int not null,
    name text not null,
    state text not null check (state in
        ('ARCHIVE', 'UNPACKED', 'WAITING', 'READ', 'UNREADABLE', 'TAKING', 'TAKEN', 'REFUSED', 'LEFT')),
    reason text not null default '',
    sm3 text not null default '',
    encoding text not null default '',
    title text not null default '',
    body_html text,
    issuing_body text,
    source text,
    issued_on date,
    document_number text,
    column_id bigint references content.column_,
    nature text not null default 'VOLUNTARY' check (nature in ('VOLUNTARY', 'ON_REQUEST', 'CLOSED')),
    hints text not null default '',
    damage text not null default '',
    damage_count int not null default 0,
    damage_checked boolean not null default false,
    wanted boolean not null default false,
    document_id bigint,
    unique (job_id, position)
);
create index on content.import_file (job_id, state, position);
create index on content.import_file (sm3) where state = 'TAKEN';
create index on content.import_file (job_id, sm3);

-- To point out that a column has an article of this title already.
create index edition_by_column_and_title on content.edition (column_id, title);
