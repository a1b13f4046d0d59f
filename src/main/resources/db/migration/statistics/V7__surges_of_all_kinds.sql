-- A surge is one matter at one place, in whatever kinds of case people bring it.
delete from statistics.surge s using statistics.surge later
where s.state = 'OPEN' and later.state = 'OPEN' and s.subject = later.subject and s.region = later.region and s.id < later.id;
alter table statistics.surge drop column kind;
create unique index surge_open on statistics.surge (subject, region) where state = 'OPEN';
create index surge_of_place on statistics.surge (subject, region, last_day desc);
