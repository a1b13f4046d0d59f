-- 文件清理: rounds over the normative documents in force, with a conclusion for each.
create table disclosure.review_round (
    id bigint generated always as identity primary key,
    title text not null,
    -- null: all bodies
    body_id bigint references disclosure.body,
    until date not null,
    state text not null default 'OPEN' check (state in ('OPEN', 'PUBLISHED', 'CANCELLED')),
    opened_at timestamptz not null,
    opened_by bigint not null,
    ended_at timestamptz,
    ended_by bigint
);
create index review_round_public on disclosure.review_round (id desc) where state = 'PUBLISHED';

create table disclosure.review_item (
    round_id bigint not null references disclosure.review_round,
    document_id bigint not null,
    body_id bigint not null references disclosure.body,
    title text not null,
    document_number text,
    conclusion text check (conclusion in ('KEEP', 'AMEND', 'REPEAL', 'EXPIRED')),
    reason text not null default '',
    person_id bigint,
    concluded_at timestamptz,
    primary key (round_id, document_id)
);
create index review_item_by_body on disclosure.review_item (round_id, body_id, document_id);
create index review_item_by_conclusion on disclosure.review_item (round_id, conclusion, document_id);
create index review_item_document on disclosure.review_item (document_id);
create index entry_normative on disclosure.entry (body_id, document_id) where live and normative and validity in ('EFFECTIVE', 'PARTLY');
