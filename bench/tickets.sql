-- Tickets of the hotline over a year, with what lists and the search for similar ones read of them. Straight into the tables, in the shape in
-- which the program writes them; public.said holds what callers say and the words of it, and goes.
-- Variables: tickets, open (how many of them, the newest).
begin;
set local session_replication_role = replica;
set local synchronous_commit = off;
set local work_mem = '256MB';

create temp table known on commit drop as
select (string_to_array(trim(home, '/'), '/'))::bigint[] as homes, home,
       (select array_agg(u.path order by u.id) from directory.unit u where u.path ~ '^/[0-9]+/[0-9]+/$' and u.closed_on is null) as leads,
       (select array_agg(u.id::text order by u.id) from directory.unit u where u.kind = 'TOWNSHIP') as regions,
       (select array_agg(s.id::text order by s.id) from letters.subject s where s.parent is not null) as subjects,
       (select coalesce(max(c.id), 0) from casework.cases c) as first_case,
       (select max(version) from casework.process_version where kind = 'ticket') as process,
       (select count(*) from public.said) as many
from (select coalesce(nullif(s.home_path, ''), (select u.path from directory.unit u where u.path ~ '^/[0-9]+/$'))  as home
      from hotline.settings s) one;

create temp table made on commit drop as
select n, known.first_case + n as id, n > :tickets - :open as is_open,
       date_trunc('milliseconds', now() - interval '1 year' * ((:tickets - n + 1)::float / :tickets)) as at,
       (array['help', 'complaint', 'consult', 'suggest'])[1 + abs(hashint8(n # 1)) % 4] as class,
       known.subjects[1 + abs(hashint8(n # 2)) % cardinality(known.subjects)] as subject,
       known.regions[1 + abs(hashint8(n # 3)) % cardinality(known.regions)] as region,
       known.leads[1 + abs(hashint8(n # 4)) % cardinality(known.leads)] as lead, said.text, said.terms
from known, generate_series(1::bigint, :tickets) n, public.said where said.place = abs(hashint8(n # 5)) % known.many;

insert into casework.cases (id, kind, number, code, process, title, subject, class, region, channel, home_path, lead_path, state, outcome, events,
    received_at, answered_at, ended_at, due, version)
select id, 'ticket', 'RX' || to_char(at, 'YYYYMMDD') || '-9' || lpad(n::text, 7, '0'), (800000000000 + n)::text, process, left(text, 30), subject,
       class, region, 'phone', home, lead, case when is_open then 'HANDLING' else 'CLOSED' end, case when not is_open then 'answered' end, 1, at,
       case when not is_open then at + interval '3 days' end, case when not is_open then at + interval '3 days' end,
       case when is_open then now() + interval '9 days' end, 1
from made, known order by n;
insert into casework.event (case_id, number, at, type, who_kind, who_id, facts, open) select id, 1, at, 'SUBMITTED', 'PROGRAM', 0, '{}', true from made;
insert into casework.shelf (unit_id, case_id, kind, title, sight, open, state, class, subject, region, lead_unit, late, received_at, due)
select unit, id, 'ticket', left(text, 30), 'OPEN', is_open, case when is_open then 'HANDLING' else 'CLOSED' end, class, subject, region, own, false,
       at, case when is_open then now() + interval '9 days' else timestamptz '9999-12-31 00:00:00Z' end
from made, known, lateral (select (string_to_array(trim(lead, '/'), '/'))[2]::bigint as own) l,
    lateral (select distinct unit from unnest(homes || own) unit where unit is not null) place;
insert into hotline.ticket (case_id, once, text, urgency, anonymous, taken_by, received_at)
select id, 'many-tickets-' || n, text, 'ORDINARY', true, 0, at from made;
insert into hotline.open_term (term, case_id)
select distinct term, id from made, lateral unnest(terms || array['#s' || subject, '#r' || region]) term where is_open;

select setval('casework.cases_id_seq', (select max(id) from casework.cases)) \g /dev/null
-- read for the words of the analysis long ago
update statistics.words_read set until = (select max(id) from casework.cases), seen = (select max(id) from casework.cases);
commit;
drop table public.said;
vacuum (analyze, parallel 0) casework.cases, casework.event, casework.shelf, hotline.ticket, hotline.open_term;
