-- What a system hands in on a day is counted in several rows, so that its tickets do not wait for each other's commit.
alter table hotline.outside_use add column place smallint not null default 0;
alter table hotline.outside_use drop constraint outside_use_pkey, add primary key (system_id, day, place);
