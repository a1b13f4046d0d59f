-- The county's own carriers beside those of the seed, and which are in use.
alter table disclosure.carrier add column open boolean not null default true;
insert into disclosure.carrier (code, name, position) values ('village', '村务公开栏', 11), ('loudspeaker', '村村通广播', 12);
create index release_by_day on disclosure.release (day desc, document_id desc, carrier);
create index release_by_carrier on disclosure.release (carrier, day);
