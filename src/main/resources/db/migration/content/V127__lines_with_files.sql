-- How many files a line offers, so that the lists of forms read only lines that have some.
create or replace view content.line as
select d.site_id, e.order_key, d.id as document_id, e.column_id as article_column_id, d.first_published_at, e.published_at,
       e.title, e.summary, e.source, e.picture_file_id,
       (select count(*) from content.edition_file f where f.edition_id = e.id and f.role = 'ATTACHMENT')::int as attachments
from content.document d join content.edition e on e.id = d.live_edition_id;
alter table content.column_listing add column attachments int not null default 0;
alter table content.site_listing add column attachments int not null default 0;
update content.column_listing l set attachments = line.attachments from content.line line
where line.document_id = l.document_id and line.attachments > 0;
update content.site_listing l set attachments = line.attachments from content.line line
where line.document_id = l.document_id and line.attachments > 0;
create index column_listing_with_files on content.column_listing (column_id, order_key, document_id) where attachments > 0;
