-- 政府公报: issues put together from published documents, and the finished PDF of each.
create table disclosure.gazette (
    id bigint generated always as identity primary key,
    year int not null check (year between 1949 and 2999),
    number int not null check (number between 1 and 999),
    day date not null,
    title text not null default '',
    note text not null default '',
    state text not null default 'DRAFT' check (state in ('DRAFT', 'PUBLISHED', 'WITHDRAWN')),
    version int not null default 1,
    published_at timestamptz,
    published_by bigint,
    withdrawn_reason text not null default '',
    -- What the PDF must hold; a PDF of an older count is out of date and not given out.
    contents int not null default 1,
    failures int not null default 0,
    unique (year, number)
);
create index gazette_public on disclosure.gazette (year desc, number desc) where state = 'PUBLISHED';

create table disclosure.gazette_piece (
    issue_id bigint not null references disclosure.gazette,
    document_id bigint not null,
    section text not null,
    place int not null,
    primary key (issue_id, document_id)
);
create index gazette_piece_document on disclosure.gazette_piece (document_id);

create table disclosure.gazette_pdf (
    issue_id bigint primary key references disclosure.gazette,
    contents int not null,
    bytes bytea not null,
    pages int not null,
    made_at timestamptz not null
);

-- One section of the gazette on each line, in the order in which they stand.
insert into disclosure.setting (name, value) values
    ('gazette-sections', E'县政府文件\n县政府办公室文件\n部门规范性文件\n人事任免\n大事记');
