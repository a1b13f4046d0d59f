-- Days on which pages lose their colours, for all sites (null) or one.
create table portal.grey_days (
    id        bigint generated always as identity primary key,
    site_id   bigint,
    from_day  date not null,
    until_day date not null,
    reason    text not null,
    check (until_day >= from_day)
);
create index grey_days_until on portal.grey_days (until_day, id);

-- Views (浏览量), counted in memory and added up here: of a site and of a column by day, of an article altogether. Nothing of who looked.
create table portal.site_views (
    site_id bigint not null,
    day     date   not null,
    views   bigint not null,
    primary key (site_id, day)
);
create table portal.column_views (
    column_id bigint not null,
    day       date   not null,
    views     bigint not null,
    primary key (column_id, day)
);
create table portal.article_views (
    article_id bigint primary key,
    views      bigint not null
);
