-- The annual report of a body while it is written, and as it was frozen; 0 stands for the whole county.
create table requests.year_report (
    body_id bigint not null,
    year int not null,
    general text not null default '',
    problems text not null default '',
    other text not null default '',
    table_two text not null default '{}',
    frozen_tables text,
    frozen_at timestamptz,
    frozen_by bigint,
    document_id bigint,
    version int not null default 0,
    primary key (body_id, year),
    check ((frozen_tables is null) = (frozen_at is null))
);
create index request_all_received on requests.request (received_on, case_id) where received_on is not null;
create index request_all_ended on requests.request (ended_on, case_id) where ended_on is not null;
create index dispute_all on requests.dispute (begun_on, id);
