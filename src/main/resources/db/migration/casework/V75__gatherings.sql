-- All cases that read like one are merged into it, in the background and however many.
create table casework.gathering (
    id bigint generated always as identity primary key,
    into_id bigint not null references casework.cases,
    person_id bigint not null,
    begun_at timestamptz not null,
    claimed_until timestamptz not null,
    done_until bigint not null default 0,
    merged int not null default 0,
    passed_over int not null default 0,
    ended_at timestamptz
);
create unique index gathering_running on casework.gathering (into_id) where ended_at is null;
create index gathering_waiting on casework.gathering (id) where ended_at is null;
create index gathering_of on casework.gathering (into_id, id);
