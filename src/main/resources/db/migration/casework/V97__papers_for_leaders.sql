-- Cases that are put before a leader on paper together, and what comes back for each (呈批).
create table casework.paper_batch (
    id bigint generated always as identity primary key,
    number text not null unique,
    leader text not null check (leader <> ''),
    unit_path text not null,
    made_by bigint not null,
    made_at timestamptz not null
);
create index paper_batch_of_unit on casework.paper_batch (unit_path, id desc);
create table casework.paper_case (
    batch_id bigint not null references casework.paper_batch,
    case_id bigint not null references casework.cases,
    place int not null,
    event_number int,
    entered_by bigint,
    entered_at timestamptz,
    primary key (batch_id, case_id),
    check ((event_number is null) = (entered_at is null) and (event_number is null) = (entered_by is null)),
    foreign key (case_id, event_number) references casework.event (case_id, number)
);
create index paper_case_of_case on casework.paper_case (case_id, batch_id);
