-- What lists show of a live article. The acts that change a list write it from here; see docs/adr/0042.
create view content.line as
select d.site_id, e.order_key, d.id as document_id, e.column_id as article_column_id, d.first_published_at, e.published_at,
       e.title, e.summary, e.source, e.picture_file_id
from content.document d join content.edition e on e.id = d.live_edition_id;

-- The lists hold whole lines, so that a page is read along one index and looks nothing up.
alter table content.column_listing rename to former_column_listing;
alter table content.site_listing rename to former_site_listing;
create table content.column_listing (
    column_id bigint not null,
    site_id bigint not null,
    order_key bigint not null,
    document_id bigint not null,
    article_column_id bigint not null,
    first_published_at timestamptz not null,
    published_at timestamptz not null,
    title text not null,
    summary text not null,
    source text not null,
    picture_file_id bigint
);
create table content.site_listing (
    site_id bigint not null,
    order_key bigint not null,
    document_id bigint not null,
    article_column_id bigint not null,
    first_published_at timestamptz not null,
    published_at timestamptz not null,
    title text not null,
    summary text not null,
    source text not null,
    picture_file_id bigint
);
insert into content.column_listing
select f.column_id, l.* from content.former_column_listing f join content.line l using (document_id)
order by f.column_id, f.order_key;
insert into content.site_listing
select l.* from content.former_site_listing f join content.line l using (document_id) order by l.site_id, l.order_key;
drop table content.former_column_listing, content.former_site_listing;
alter table content.column_listing add primary key (column_id, order_key, document_id);
alter table content.site_listing add primary key (site_id, order_key, document_id);
create index column_listing_by_document on content.column_listing (document_id);
create index site_listing_by_document on content.site_listing (document_id);
