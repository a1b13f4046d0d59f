-- What was published where, day by day, counted by the acts themselves: figures cost what the days cost, never what the articles would.
-- The unit is that of the person who handed the text in, so that a unit that writes for another one's column is seen to do so.
create table content.column_day (
    column_id bigint not null,
    day date not null,
    unit_id bigint not null,
    published int not null default 0,
    updated int not null default 0,
    withdrawn int not null default 0,
    submitted int not null default 0,
    returned int not null default 0,
    primary key (column_id, day, unit_id)
);
create index column_day_by_day on content.column_day (day, column_id);

-- Where a public document is counted, so that its withdrawal or its move takes it from there.
create table content.contribution (
    document_id bigint primary key references content.document,
    column_id bigint not null,
    day date not null,
    unit_id bigint not null
);

-- Who handed in what is public already is not asked of another module's tables: it counts for the unit of its column.
insert into content.contribution (document_id, column_id, day, unit_id)
select d.id, e.column_id, (d.first_published_at at time zone 'Asia/Shanghai')::date,
       cast(substring(c.unit_path from '(\d+)/$') as bigint)
from content.document d join content.edition e on e.id = d.live_edition_id
join content.column_ c on c.id = e.column_id;
insert into content.column_day (column_id, day, unit_id, published)
select column_id, day, unit_id, count(*) from content.contribution group by column_id, day, unit_id;
