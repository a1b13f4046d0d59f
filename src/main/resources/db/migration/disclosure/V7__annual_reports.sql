-- 公开年报: from which year on a body owes one. Those that are bodies already begin with the year in which this was asked first.
create table disclosure.report_duty (
    body_id bigint primary key references disclosure.body,
    from_year int not null
);
insert into disclosure.report_duty (body_id, from_year) select unit_id, extract(year from current_date) from disclosure.body;
create index entry_reports on disclosure.entry (year, body_id) where live and section = 'REPORT';
