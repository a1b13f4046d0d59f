-- What the program wrote for the figures in the table: words nobody has edited follow the figures when they are taken anew.
alter table statistics.bulletin add column drafted text not null default '';
update statistics.bulletin set drafted = words where state = 'DRAFT' and version = 0;
