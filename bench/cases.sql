-- Letters of many years beside the demonstration, each with ten events, its steps, limits, answer, lines of lists and figures; the newest
-- ones open, with their to-dos. Straight into the tables, in the shape in which the program writes them.
-- Variables: cases, open (how many of them), years (over which they came; ten unless set).
\if :{?years}
\else
\set years 10
\endif
begin;
set local session_replication_role = replica; -- figures are added up at the end
set local synchronous_commit = off;
set local work_mem = '256MB';

-- Indexes are made afterwards, which takes a third of the time; keys stay.
create temp table later on commit drop as
select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as def
from pg_index i where not i.indisprimary and not i.indisunique and i.indrelid = any (array['casework.cases', 'casework.event', 'casework.task',
    'casework.running', 'casework.shelf', 'casework.counted', 'casework.reply', 'letters.letter']::regclass[]);
select format('drop index %s', name) from later \gexec

create temp table known on commit drop as
select m.id as mailbox, m.home_path as home, (string_to_array(trim(m.home_path, '/'), '/'))::bigint[] as homes,
       (select array_agg(u.path order by u.id) from directory.unit u where u.path ~ '^/[0-9]+/[0-9]+/$' and u.closed_on is null) as leads,
       (select array_agg(u.id::text order by u.id) from directory.unit u where u.kind = 'TOWNSHIP') as regions,
       (select array_agg(s.id::text order by s.id) from letters.subject s where s.parent is not null) as subjects,
       (select p.id from directory.person p where p.account = 'xufang') as officer,
       (select coalesce(max(c.id), 0) from casework.cases c) as first_case,
       (select last_value + 100 from casework.task_id) as first_task,
       (select last_value + 100 from casework.running_id_seq) as first_limit,
       (select max(version) from casework.process_version where kind = 'letter') as process,
       (select writer from letters.letter where writer is not null limit 1) as writer
from letters.mailbox m where m.slug = 'xianzhang';

create temp table made on commit drop as
select n, known.first_case + n as id, at, date_trunc('month', at)::date as month, is_open,
       case when not is_open then 'CLOSED' when n % 10 = 0 then 'SUBMITTED' else 'HANDLING' end as state,
       (array['complaint', 'help', 'consult', 'suggest'])[1 + abs(hashint8(n # 1)) % 4] as class,
       known.subjects[1 + abs(hashint8(n # 2)) % cardinality(known.subjects)] as subject,
       known.regions[1 + abs(hashint8(n # 3)) % cardinality(known.regions)] as region,
       case when is_open and n % 10 = 0 then null else known.leads[1 + abs(hashint8(n # 4)) % cardinality(known.leads)] end as lead,
       not is_open and n % 50 = 0 as late,
       case when n % 2 = 0 then town || street || '号' || thing else thing || '，' || town || street || '号' end as title,
       case when n % 10 = 0 and is_open then at + interval '60 days' else at + interval '21 days' end as due
from known, lateral (
    select n, n > :cases - :open as is_open, date_trunc('milliseconds', case when n > :cases - :open
               then now() - interval '9 days' * ((:cases - n + 1)::float / :open)
               else now() - interval '30 days' - interval '1 year' * :years * ((:cases - n)::float / :cases) end) as at,
           (array['城关镇', '青石镇', '龙潭乡', '白鹤镇', '石桥乡', '大坪镇', '竹园乡', '双河镇', '马鞍乡', '清溪镇', '云峰乡', '长岭镇'])
               [1 + abs(hashint8(n # 5)) % 12] as town,
           (array['中山路', '人民路', '解放路', '文化街', '河滨路', '环城路', '学府路', '工业大道'])[1 + abs(hashint8(n # 6)) % 8]
               || abs(hashint8(n # 7)) % 900 as street,
           (array['路灯不亮', '路面坑洼', '自来水浑浊', '垃圾没人清运', '夜间施工噪声大', '小区电梯常坏', '公交班次太少', '医保报销慢', '孩子入学难',
               '拖欠工资', '宅基地纠纷', '停车难', '污水外溢', '物业乱收费', '养老金没有发', '燃气不通', '占道经营', '河道被占', '房产证办不下来',
               '噪声扰民', '网络诈骗', '村务不公开', '低保申请', '危房改造', '道路积水', '树木遮挡', '油烟扰民', '快递柜收费', '违章建筑', '学校食堂'])
               [1 + abs(hashint8(n # 8)) % 30] as thing
    from generate_series(1::bigint, :cases) n) one;
create index on made (n);

insert into casework.cases (id, kind, number, code, process, title, subject, class, region, channel, writer, home_path, lead_path, state,
    outcome, events, received_at, answered_at, ended_at, due, late, version)
select id, 'letter', 'XJ' || to_char(at, 'YYYYMMDD') || '-9' || lpad(n::text, 7, '0'), (900000000000 + n)::text, process, title, subject,
       class, region, 'web', 'writer' || n % 300000, home, lead, state, case when not is_open then 'answered' end,
       case state when 'CLOSED' then 10 when 'HANDLING' then 4 else 1 end, at, case when not is_open then at + interval '9 days' end,
       case when not is_open then at + interval '9 days' end, case when is_open then due end, late,
       case state when 'CLOSED' then 8 when 'HANDLING' then 3 else 1 end
from made, known order by n;

insert into casework.event (case_id, number, at, type, who_kind, who_id, unit_path, facts, words, open)
select id, e.number, at + e.after, e.type, e.who, case e.who when 'STAFF' then officer else 0 end,
       case e.who when 'STAFF' then case when e.number in (4, 5, 6, 7) then lead else home end end,
       case e.type when 'ASSIGNED' then jsonb_build_object('lead', lead, 'assisting', array[]::text[])
           when 'SIGNED_FOR' then jsonb_build_object('unit', lead) else e.facts end, e.words, e.open
from made, known, (values
    (1, interval '0', 'SUBMITTED', 'VISITOR', '{}'::jsonb, null, true),
    (2, '1 hour', 'ACCEPTED', 'STAFF', '{}', null, true),
    (3, '1 hour', 'ASSIGNED', 'STAFF', '{}', '请按时办理', false),
    (4, '5 hours', 'SIGNED_FOR', 'STAFF', '{}', null, true),
    (5, '2 days', 'REPORTED', 'STAFF', '{}', '已派人到现场查看，正在安排处理。', true),
    (6, '3 days', 'NOTED', 'STAFF', '{}', '已与来信人电话联系。', false),
    (7, '7 days', 'REPLY_DRAFTED', 'STAFF', '{"reply": 1}', null, false),
    (8, '8 days', 'REPLY_APPROVED', 'STAFF', '{"reply": 1, "overridden": []}', null, false),
    (9, '9 days', 'REPLY_SENT', 'STAFF', '{"reply": 1}', null, true),
    (10, '9 days', 'CLOSED', 'PROGRAM', '{"outcome": "answered"}', null, true)) e (number, after, type, who, facts, words, open)
where e.number <= case state when 'CLOSED' then 10 when 'HANDLING' then 4 else 1 end;

insert into casework.task (id, case_id, node, place, idx, opened_at, ended_at, ended_by, action)
select first_task + n * 3 + t.step, id, t.node, 'OPEN', 0, at + t.opened, case when t.step < stands then at + t.ended end,
       case when t.step < stands then officer end, case when t.step < stands then t.action end
from made, known, lateral (select case state when 'CLOSED' then 3 when 'HANDLING' then 1 else 0 end as stands) now,
    (values (0, 'screen', interval '0', interval '1 hour', 'dispatch'), (1, 'handle', '1 hour', '7 days', 'draftReply'),
        (2, 'check', '7 days', '8 days', 'approveReply')) t (step, node, opened, ended, action)
where t.step <= stands;

insert into casework.running (id, case_id, rule_id, nature, task_id, begun_at, begun_event, deadline, ended_at, late, late_by, next_warning)
select first_limit + n * 5 + l.place, made.id, rule.id, rule.nature, case when l.step then first_task + n * 3 + l.place / 2 end, at + l.begun,
       l.event, at + l.due, case when over then at + l.ended end, case when over then late and l.code = 'answer' end,
       case when over then 0 end, case when not over then now() + interval '9 days' + (at - now()) / 10 end
from made, known, lateral (select case state when 'CLOSED' then 5 when 'HANDLING' then 4 else 2 end as has) now,
    (values (0, 'screen', true, 1, interval '0', interval '1 day', interval '1 hour', 1),
        (1, 'legal', false, 1, '0', '60 days', '9 days', 3), (2, 'sign', false, 3, '1 hour', '1 day', '5 hours', 2),
        (3, 'answer', false, 3, '1 hour', '21 days', '9 days', 3), (4, 'check', true, 7, '7 days', '8 days', '8 days', 3))
        l (place, code, step, event, begun, due, ended, until),
    lateral (select r.id, r.nature from casework.limit_rule r where r.kind = 'letter' and r.code = l.code and r.class = '' limit 1) rule,
    lateral (select state = 'CLOSED' or state = 'HANDLING' and l.until < 3 as over) done
where l.place < has;

insert into casework.shelf (unit_id, case_id, kind, title, sight, open, state, class, subject, region, lead_unit, late, received_at, due)
select unit, id, 'letter', title, 'OPEN', is_open, state, class, subject, region, coalesce(own, 0), late, at,
       case when is_open then due else timestamptz '9999-12-31 00:00:00Z' end
from made, known, lateral (select (string_to_array(trim(lead, '/'), '/'))[2]::bigint as own) l,
    lateral (select distinct unit from unnest(homes || own) unit where unit is not null) place;

insert into casework.reply (case_id, number, text, state, written_by, written_at, approved_by, sent_at)
select id, 1, '您好。' || title || '一事已经办结：我单位派人到现场查看，问题已经处理。联系人：值班室，0980-2203300。', 'SENT', officer,
       at + interval '7 days', officer, at + interval '9 days' from made, known where not is_open;

insert into casework.counted (case_id, kind, class, subject, region, channel, unit_id, day, received, ended, fate, days)
select id, 'letter', class, subject, region, 'web', coalesce((string_to_array(trim(lead, '/'), '/'))[2]::bigint, homes[cardinality(homes)]),
       at::date, month,
       case when is_open then 'infinity' else date_trunc('month', at + interval '9 days')::date end,
       case when is_open then 'OPEN' when late then 'LATE' else 'IN_TIME' end, case when not is_open then 7 end
from made, known;
insert into casework.figure_change
select kind, received, ended, unit_id, class, fate, count(*), sum(coalesce(days, 0)), count(days), 0, 0, 0, 0, 0, 0
from casework.counted, known where case_id > first_case group by 1, 2, 3, 4, 5, 6;

insert into letters.letter (case_id, mailbox_id, once, writer, text, wants_public, received_at)
select id, mailbox, 'many-letters-' || n, writer, title || '，已经有一段时间了，向社区反映过两次，一直没有人来处理，给附近居民的生活带来很大不便，请尽快派人查看。',
       n % 3 = 0, at from made, known;

with todo as (
    insert into messaging.todo (key, what, why, since, until, href)
    select 'case:' || id || ':' || first_task + n * 3 + (state = 'HANDLING')::int, case state when 'HANDLING' then '承办：' else '审核分办：' end || title,
           '来信', at, due::date, '/desk/cases/' || id from made, known where is_open
    returning id, until, since, href)
insert into messaging.todo_audience (token, until, since, todo_id)
select case state when 'HANDLING' then 'letters.handle@' else 'letters.office@' end || unit, todo.until, todo.since, todo.id
from todo, made, known, lateral unnest(string_to_array(trim(coalesce(lead, home), '/'), '/')) unit
where made.is_open and made.id = substr(todo.href, 13)::bigint;

set local maintenance_work_mem = '512MB';
select def from later \gexec
select setval('casework.cases_id_seq', (select max(id) from casework.cases)),
       setval('casework.task_id', (select max(id) + 100 from casework.task)),
       setval('casework.running_id_seq', (select max(id) + 100 from casework.running)) \g /dev/null
-- read for the words of the analysis long ago
update statistics.words_read set until = (select max(id) from casework.cases), seen = (select max(id) from casework.cases);
commit;
vacuum (analyze, parallel 0) casework.cases, casework.event, casework.task, casework.running, casework.shelf, casework.counted,
    casework.reply, letters.letter, messaging.todo, messaging.todo_audience;
