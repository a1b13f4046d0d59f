-- Where a column stood before it moved to another site: its address keeps leading to it.
create table content.column_redirect (
    site_id bigint not null references content.site,
    slug text not null,
    column_id bigint not null references content.column_,
    primary key (site_id, slug)
);
