-- What somebody draws and has not put into force yet.
create table casework.process_draft (
    kind text not null,
    person_id bigint not null,
    based_on int not null,
    bpmn text not null,
    note text not null default '',
    at timestamptz not null,
    primary key (kind, person_id)
);

-- Running cases under an older process, for who wants to take them over into the newest.
create index cases_running on casework.cases (kind, process, id) where ended_at is null;
