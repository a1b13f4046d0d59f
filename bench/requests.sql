-- Requests for information of many years beside the demonstration, with their outcomes, reviews and lawsuits: what the annual report counts and
-- the lists behind its figures show. Straight into the tables, in the shape in which the program writes them.
-- Variables: requests, years (over which they came; ten unless set).
\if :{?years}
\else
\set years 10
\endif
begin;
set local session_replication_role = replica;
set local synchronous_commit = off;
create temp table made on commit drop as
select n, (select coalesce(max(id), 0) from casework.cases) + n as id, body, day, day < current_date - 40 as over,
       day + 12 + abs(hashint8(n # 3)) % 20 as ended,
       (array['person', 'person', 'person', 'person', 'person', 'business', 'business', 'research', 'welfare', 'legal', 'other'])
           [1 + abs(hashint8(n # 4)) % 11] as class,
       (array['A1', 'A2', 'A2', 'A2', 'A3', 'B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7', 'B8', 'C1', 'C1', 'C2', 'C3', 'D1', 'D2', 'D3', 'D4', 'D5', 'E1',
           'E2', 'E3'])[1 + abs(hashint8(n # 5)) % 25] as outcome
from generate_series(1::bigint, :requests) n, lateral (
    select current_date - (:years * 365 * ((:requests - n)::float / :requests))::int as day,
           (select array_agg(unit_id order by unit_id) from disclosure.body where open) as bodies) one, lateral (
    select bodies[1 + abs(hashint8(n # 2)) % cardinality(bodies)] as body) two;
create unique index on made (n);

insert into casework.cases (id, kind, number, code, process, title, class, channel, home_path, state, outcome, events, received_at, answered_at,
    ended_at, version)
select m.id, 'request', 'GK' || to_char(day, 'YYYYMMDD') || '-9' || lpad(n::text, 7, '0'), (800000000000 + n)::text,
       (select max(version) from casework.process_version where kind = 'request'), '申请公开第' || n || '号预算执行情况', class, 'web', b.unit_path,
       case when over then 'CLOSED' else 'SUBMITTED' end, case when over then 'answered' end, 1, day, case when over then ended end,
       case when over then ended end, 1
from made m join disclosure.body b on b.unit_id = m.body order by n;

insert into requests.request (case_id, once, body_id, body_path, profile, applicant_class, channel, document_number, description, form, way,
    other_way, came_at, received_on, confirmed_at, outcome, ended_on)
select m.id, 'many-requests-' || n, body, b.unit_path, '2019', class, 'web', '', '请公开第' || n || '号项目的预算执行情况。', 'mail', 'web', false, day, day, day,
       case when over then outcome end, case when over then ended end
from made m join disclosure.body b on b.unit_id = m.body;

insert into requests.dispute (case_id, body_id, kind, begun_on, number, before, result, decided_on, by_id)
select id, body, (array['REVIEW', 'SUIT', 'SUIT_AFTER'])[1 + n % 3], ended + 20, '〔' || extract(year from ended) || '〕' || n, '云岭县人民政府',
       (array['UPHELD', 'CORRECTED', 'OTHER'])[1 + n / 3 % 3], ended + 80, 0
from made where over and n % 20 = 0;
select setval('casework.cases_id_seq', (select max(id) from casework.cases)) \g /dev/null
commit;
vacuum (analyze, parallel 0) casework.cases, requests.request, requests.dispute;
