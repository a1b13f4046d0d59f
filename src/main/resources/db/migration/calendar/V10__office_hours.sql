-- When offices are open on a working day, from which day on: summer and winter hours follow each other. Of several entries for one day
-- the newest is in force, the others stay readable.
create table calendar.office_hours (
    id           bigint generated always as identity primary key,
    since        date not null,
    hours        text not null,
    made_at      timestamptz not null,
    made_by_kind text not null,
    made_by_id   bigint not null,
    reason       text not null
);

insert into calendar.office_hours (since, hours, made_at, made_by_kind, made_by_id, reason)
values ('2000-01-01', '08:30-12:00,14:30-17:30', now(), 'PROGRAM', 0, '随程序提供');
