-- What a case is counted by, beyond unit and class: the day on which it came in, what it is about, where, and how it came; and whether its
-- writer had brought the same matter before (ADR 0160).
alter table casework.counted disable trigger count_case;
alter table casework.counted
    add column day date,
    add column subject text not null default '',
    add column region text not null default '',
    add column channel text not null default '',
    add column repeated boolean not null default false;
update casework.counted n set subject = c.subject, region = c.region, channel = c.channel,
    day = case when date_trunc('month', c.received_at::date) = n.received then c.received_at::date else n.received end
from casework.cases c where c.id = n.case_id;
update casework.counted n set repeated = true
from casework.cases c where c.id = n.case_id and c.writer <> '' and c.subject <> '' and not c.guarded and exists (
    select from casework.cases o where o.kind = c.kind and o.writer = c.writer and o.writer <> '' and o.subject = c.subject
        and not o.guarded and o.received_at < c.received_at and o.received_at >= c.received_at - interval '365 days');
alter table casework.counted alter column day set not null;
alter table casework.counted enable trigger count_case;

-- Cells change only with what they count.
create or replace function casework.count_case() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and casework.change_of(old, 1) is not distinct from casework.change_of(new, 1) then
        return null;
    end if;
    if tg_op <> 'INSERT' then
        insert into casework.figure_change select c.* from casework.change_of(old, -1) c;
    end if;
    if tg_op <> 'DELETE' then
        insert into casework.figure_change select c.* from casework.change_of(new, 1) c;
    end if;
    return null;
end $$;

-- Lists and sums of some days are one range; the list behind a figure walks it from the newest on.
drop index casework.counted_by_month, casework.counted_open, casework.counted_of_unit;
create index counted_by_day on casework.counted (kind, day desc, case_id desc);
create index counted_open on casework.counted (kind, day desc, case_id desc) where ended = 'infinity';
create index counted_of_unit on casework.counted (kind, unit_id, day desc, case_id desc);
create index counted_of_subject on casework.counted (kind, subject, day desc, case_id desc);
create index counted_of_region on casework.counted (kind, region, day desc, case_id desc);
