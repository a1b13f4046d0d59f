-- Who brings the same matter again is found in whatever kind of case he brought it before; subjects are one tree for all kinds (ADR 0151).
create index cases_of_writer_about on casework.cases (writer, subject, received_at desc, id desc) where writer <> '' and not guarded;
create index counted_repeated on casework.counted (kind, day desc, case_id desc) where repeated;
update casework.counted n set repeated = true
from casework.cases c where c.id = n.case_id and not n.repeated and c.writer <> '' and c.subject <> '' and not c.guarded and exists (
    select from casework.cases o where o.writer = c.writer and o.writer <> '' and o.subject = c.subject and not o.guarded
        and o.kind <> c.kind and o.received_at < c.received_at and o.received_at >= c.received_at - interval '365 days');
