-- Every second letter of bench/cases.sql becomes a ticket of the hotline, and the same people bring matters of both kinds, some of them again:
-- the figures of several kinds are added up together.
begin;
set local session_replication_role = replica; -- figures are added up at the end
set local synchronous_commit = off;
set local work_mem = '256MB';
create temp table mixed on commit drop as
select id, id % 2 = 0 as ticket, 'writer' || id % 60000 as writer from casework.cases where number ~ '^XJ[0-9]{8}-9[0-9]{7}$';
create unique index on mixed (id);
update casework.cases c set writer = m.writer, kind = case when ticket then 'ticket' else c.kind end,
    number = case when ticket then 'RX' || substr(c.number, 3) else c.number end, channel = case when ticket then 'phone' else c.channel end,
    process = case when ticket then (select max(version) from casework.process_version where kind = 'ticket') else c.process end
from mixed m where m.id = c.id;
update casework.shelf s set kind = 'ticket' from mixed m where m.id = s.case_id and m.ticket;
insert into hotline.ticket (case_id, once, text, urgency, anonymous, taken_by, received_at)
select l.case_id, l.once, l.text, 'ORDINARY', false, 0, l.received_at from letters.letter l join mixed m on m.id = l.case_id where m.ticket;
delete from letters.letter l using mixed m where m.id = l.case_id and m.ticket;
update casework.counted n set kind = c.kind, channel = c.channel, village = case when m.ticket then (array['溪口村', '桥头村', '松坡村', '双岩村', '竹园村',
    '清溪社区', '迎恩社区', '白茶社区'])[1 + abs(hashint8(c.id)) % 8] else '' end, repeated = exists (
    select from casework.cases o where o.writer = c.writer and o.writer <> '' and o.subject = c.subject and not o.guarded
        and o.received_at < c.received_at and o.received_at >= c.received_at - interval '365 days')
from casework.cases c join mixed m on m.id = c.id where c.id = n.case_id;
delete from casework.figure;
delete from casework.figure_change;
insert into casework.figure_change
select f.kind, f.received, f.ended, f.unit_id, f.class, f.fate, sum(f.n), sum(f.days), sum(f.dated), sum(f.returned), sum(f.reopened), sum(f.rated),
    sum(f.satisfied), sum(f.solved), sum(f.unsolved)
from casework.counted c cross join lateral casework.change_of(c, 1) f group by 1, 2, 3, 4, 5, 6;
commit;
vacuum (analyze, parallel 0) casework.cases, casework.shelf, casework.counted, casework.figure, letters.letter, hotline.ticket;
