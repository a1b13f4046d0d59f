-- Sites with very many columns, and articles of the last year in two thirds of them, counted by day as the program counts them.
-- Variables: sites, columns (of each site), articles. Straight into the tables, in the shape in which the program writes them.
begin;
set local session_replication_role = replica;
set local synchronous_commit = off;
create temp table office on commit drop as
select u.id, u.path, (select p.id from directory.person p where p.account = 'lixin') as clerk
from directory.unit u where u.short_name = '县政府办';
create temp table body on commit drop as
select u.id, u.path, row_number() over (order by u.id) - 1 as place from directory.unit u where u.kind in ('DEPARTMENT', 'TOWNSHIP');
insert into content.site (slug, name, domain, id_code, organizer, contact, icp, unit_path, position)
select 'm' || n, '云岭县第' || n || '站', 'm' || n || '.yunling.example', '980130' || lpad(n::text, 4, '0'), '云岭县第' || n || '站',
       '电话 0980-2200000（演示）', '演备案00000001号', body.path, 1000 + n
from generate_series(1, :sites) n join body on body.place = n % (select count(*) from body);
insert into content.column_ (site_id, depth, slug, name, description, keywords, type, unit_path, responsible_person, duty, position)
select s.id, 1, 'c' || n, '栏目' || n, s.name || '的栏目' || n, '云岭县', (array['工作动态', '通知公告', '政策文件', '概况信息'])[1 + n % 4],
       s.unit_path, case when n % 2 = 0 then office.clerk end, '按时更新', n
from content.site s, generate_series(1, :columns) n, office where s.slug ~ '^m[0-9]+$';
create temp table shelf on commit drop as
select c.id as column_id, c.site_id, row_number() over (order by c.id) - 1 as place
from content.column_ c join content.site s on s.id = c.site_id where s.slug ~ '^m[0-9]+$' and c.position % 3 <> 0;
create temp table made on commit drop as
select n, (select coalesce(max(id), 0) from content.document) + n as document, shelf.column_id, shelf.site_id,
       now() - n * interval '365 days' / (:articles + 1) as at
from generate_series(1, :articles) n join shelf on shelf.place = n * 7919 % (select count(*) from shelf);
insert into content.column_listing (column_id, site_id, order_key, document_id, article_column_id, first_published_at, published_at,
    title, summary, source)
select column_id, site_id, extract(epoch from at)::bigint * 1000000 + n, document, column_id, at, at, '第' || n || '号', '', '演示' from made;
insert into content.site_listing (site_id, order_key, document_id, article_column_id, first_published_at, published_at, title, summary,
    source)
select site_id, order_key, document_id, article_column_id, first_published_at, published_at, title, summary, source
from content.column_listing l where l.column_id in (select column_id from made) on conflict do nothing;
insert into content.column_day (column_id, day, unit_id, published)
select made.column_id, at::date, office.id, count(*) from made, office group by 1, 2, 3
on conflict (column_id, day, unit_id) do update set published = content.column_day.published + excluded.published;
commit;
analyze content.site; analyze content.column_; analyze content.column_listing; analyze content.site_listing; analyze content.column_day;
