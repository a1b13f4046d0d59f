-- Rows of a large county beside the demonstration: unit sites with four columns each, articles that were published over the
-- last ten years, people. Straight into the tables, in the shape in which the program writes them.
-- Variables: sites, articles; and where they are given people, big (how many of the articles lie in the first column),
-- paragraphs (of an article), searchable (1: for the search as well).
\if :{?people} \else \set people 0 \endif
\if :{?big} \else \set big 0 \endif
\if :{?paragraphs} \else \set paragraphs 8 \endif
\if :{?searchable} \else \set searchable 0 \endif
begin;
set local session_replication_role = replica; -- rows refer to each other both ways
set local synchronous_commit = off;

create temp table office on commit drop as
select u.id, u.path, (select p.id from directory.person p where p.account = 'lixin') as clerk,
       (select p.id from directory.person p where p.account = 'wangjian') as reviewer,
       (select p.id from directory.person p where p.account = 'zhaomin') as leader
from directory.unit u where u.short_name = '县政府办';

insert into content.site (slug, name, domain, id_code, organizer, contact, icp, unit_path, position)
select 'b' || n, '云岭县第' || n || '办公室', 'b' || n || '.yunling.example', '9801300' || n, '云岭县第' || n || '办公室',
       '电话 0980-2200000（演示）', '演备案00000001号', office.path, 1000 + n
from generate_series(1, :sites) n, office;

insert into content.column_ (site_id, depth, slug, name, description, keywords, type, unit_path, duty, position)
select s.id, 1, c.slug, c.name, s.name || '的' || c.name, c.name || ';云岭县', c.name, s.unit_path, '两周内更新', c.position
from content.site s, (values ('gzdt', '工作动态', 10), ('tzgg', '通知公告', 20), ('zcwj', '政策文件', 30), ('zcjd', '政策解读', 40))
    c (slug, name, position)
where s.slug ~ '^b[0-9]+$';
insert into content.column_step (column_id, step, name, permission, unit_path)
select c.id, 1, '科室负责人审核', 'content.review', c.unit_path
from content.column_ c join content.site s on s.id = c.site_id where s.slug ~ '^b[0-9]+$';

create temp table shelf on commit drop as
select c.id as column_id, c.site_id, row_number() over (order by c.position, c.id) - 1 as place
from content.column_ c join content.site s on s.id = c.site_id where s.slug ~ '^b[0-9]+$';

create temp table made on commit drop as
select n, (select max(id) from content.document) + n as document, (select max(id) from content.edition) + n as edition,
       shelf.column_id, shelf.site_id, at, extract(epoch from at)::bigint * 1000000 + n % 1000000 as key,
       '云岭县第' || n || '号' || (array['防汛抗旱', '政务公开', '春耕生产', '森林防火', '安全生产', '乡村振兴', '义务教育'])[1 + n % 7]
           || (array['工作的通知', '情况的通报', '实施意见', '会议召开', '专项检查结果公告'])[1 + n % 5] as title
from (select n, date_trunc('second', now()) - interval '10 years' * ((:articles - n + 1)::float / :articles) as at
      from generate_series(1, :articles) n) moment
join shelf on shelf.place = case when moment.n <= :big then 0 when :big > 0 then 1 + moment.n % (select count(*) - 1 from shelf)
    else moment.n % (select count(*) from shelf) end;

insert into content.document (id, site_id, first_published_at, live_edition_id, created_by, created_at)
select document, site_id, at, edition, office.clerk, at from made, office;
insert into content.edition (id, document_id, number, state, version, round, column_id, title, summary, body_html, body_text,
    source, nature, digest, authors, submitted_by, submitted_at, published_at, order_key, imported, created_at, changed_at)
select edition, document, 1, 'LIVE', 1, 1, column_id, title, title || '，请各乡镇、各单位认真贯彻执行。',
       '<p>' || array_to_string(array_fill(title || '。要高度重视，加强领导，落实责任，确保各项工作按时完成；各单位要认真对照检查，查找存在的问题，制定整改措施，并于月底前报县政府办公室。', array[:paragraphs]), E'</p>\n<p>')
           || '</p>',
       array_to_string(array_fill(title || '。要高度重视，加强领导，落实责任，确保各项工作按时完成；各单位要认真对照检查，查找存在的问题，制定整改措施，并于月底前报县政府办公室。', array[:paragraphs]), E'\n'),
       '云岭县人民政府办公室', 'VOLUNTARY', md5(title), array[office.clerk], office.clerk, at, at, key, true, at, at
from made, office;
insert into content.edition_file (edition_id, file_id, role, name, media_type, size, sm3, position)
select edition, 1000000 + n, 'ATTACHMENT', '附件.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 20480,
       md5(title), 1 from made where n % 3 = 0;
insert into content.review (edition_id, round, step, name, permission, unit_path, verdict, person_id, at, remark, digest)
select edition, 1, 1, '原网站审核', 'content.review', office.path, 'APPROVED', office.reviewer, at, '历史稿件移入时登记', md5(title)
from made, office;
insert into content.secrecy_review (document_id, edition_id, round, digest, leader, at, state_secret, trade_secret, privacy, other,
    result, opinion, imported)
select document, edition, 1, md5(title), office.leader, at, 'CLEAR', 'CLEAR', 'CLEAR', 'CLEAR', 'PASSED', '历史稿件移入时登记', true
from made, office;
insert into content.history (document_id, edition_number, act, person_id, at, version, words)
select document, 1, 'ARCHIVE_TAKEN', office.clerk, at, 1, '历史稿件移入时登记' from made, office;
insert into content.column_listing select m.column_id, l.* from made m join content.line l on l.document_id = m.document;
insert into content.site_listing select l.* from made m join content.line l on l.document_id = m.document;
insert into search.document (kind, id, payload)
select 'article', document, jsonb_build_object('kind', 'article', 'id', document, 'audience', 'public', 'title', title,
    'body', title || '。要高度重视，加强领导，落实责任，确保各项工作按时完成。', 'attachments', '', 'siteId', s.id, 'siteName', s.name,
    'columnId', c.id, 'column', c.name, 'unit', s.name, 'publishedAt', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
    'href', '/' || s.slug || '/' || c.slug || '/' || to_char(at, 'YYYYMM') || '/' || document || '.html')
from made join content.site s on s.id = made.site_id join content.column_ c on c.id = made.column_id where :searchable = 1;
insert into search.pending (kind, id) select 'article', document from made where :searchable = 1;
select setval('content.document_id_seq', (select max(id) from content.document)),
       setval('content.edition_id_seq', (select max(id) from content.edition)) \g /dev/null

-- People in every unit, each with a post and its role; every tenth row of work is the clerk's own.
create temp table inside on commit drop as
select id, path, row_number() over (order by id) - 1 as place from directory.unit where kind <> 'GOVERNMENT' and closed_on is null;
create temp table staff on commit drop as
select n, (select max(id) from directory.person) + n as person, (select max(id) from directory.post) + n as post, inside.id as unit
from generate_series(1, :people) n join inside on inside.place = n % (select count(*) from inside);
insert into directory.person (id, name, account, unit, phone, joined_on)
select person, (array['王', '李', '张', '刘', '陈', '杨'])[1 + n % 6] || '同志' || n, 'bench' || n, unit, '13800000000', current_date
from staff;
insert into directory.post (id, person, unit, title, scope, main, started_on)
select post, person, unit, '信息员', unit, true, current_date from staff;
insert into directory.post_role select post, 'contributor' from staff;
select setval('directory.person_id_seq', (select max(id) from directory.person)),
       setval('directory.post_id_seq', (select max(id) from directory.post)) \g /dev/null

create temp table work on commit drop as
select n, (select max(id) from content.document) + n as document, (select max(id) from content.edition) + n as edition,
       shelf.column_id, shelf.site_id, now() - interval '1 minute' * n as at,
       (array['DRAFT', 'REVIEW', 'SECRECY', 'READY', 'RETURNED'])[1 + n % 5] as state,
       case when n % 10 = 0 then office.clerk else (select max(id) from directory.person) - n % greatest(:people, 1) end as author,
       '关于第' || n || '项工作的请示' as title
from generate_series(1, :people * 5) n join shelf on shelf.place = n % (select count(*) from shelf), office;
insert into content.document (id, site_id, created_by, created_at) select document, site_id, author, at from work;
insert into content.edition (id, document_id, number, state, version, round, column_id, title, body_html, body_text, source, nature,
    digest, authors, submitted_by, submitted_at, created_at, changed_at)
select edition, document, 1, state, 2, 1, column_id, title, '<p>妥否，请批示。</p>', '妥否，请批示。', '云岭县人民政府办公室', 'VOLUNTARY',
       md5(title), array[author], author, at, at, at from work;
insert into content.review (edition_id, round, step, name, permission, unit_path)
select edition, 1, 1, '科室负责人审核', 'content.review', office.path from work, office where state = 'REVIEW';
insert into content.waiting (token, changed_at, edition_id, barred, site_id, column_id, state)
select case state when 'REVIEW' then 'content.review@' when 'SECRECY' then 'content.secrecy@' else 'content.publish@' end || unit.id || own.mark,
       at, edition, array[author], work.site_id, work.column_id, work.state
from work, office, unnest(string_to_array(trim(both '/' from office.path), '/')) unit (id), (values (''), ('!')) own (mark)
where state in ('REVIEW', 'SECRECY', 'READY');
insert into content.history (document_id, edition_number, act, person_id, at, version)
select document, 1, 'DRAFTED', author, at, 1 from work;
with opened as (
    insert into messaging.todo (key, what, why, since, until, href)
    select 'article:' || document || ':bench', title, '请办理', at, current_date + n % 20, '/desk/articles/' || document from work
    returning id, key, since, until)
insert into messaging.todo_audience (token, until, since, todo_id)
select token, o.until, o.since, o.id
from opened o join work w on o.key = 'article:' || w.document || ':bench', office,
    lateral (select case w.state when 'REVIEW' then 'content.review@' || office.id when 'SECRECY' then 'content.secrecy@' || office.id
        when 'READY' then 'content.publish@' || office.id else 'p:' || w.author end as token) who;
select setval('content.document_id_seq', (select max(id) from content.document)),
       setval('content.edition_id_seq', (select max(id) from content.edition)) \g /dev/null
commit;
vacuum analyze;
