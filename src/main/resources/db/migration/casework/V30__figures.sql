-- One row for each case: where it is counted, and as what (ADR 0133). The list behind a figure is read from here.
create table casework.counted (
    case_id bigint primary key references casework.cases,
    kind text not null,
    class text not null,
    unit_id bigint not null,
    received date not null,
    ended date not null default 'infinity',
    fate text not null check (fate in
        ('OPEN', 'OVERDUE', 'IN_TIME', 'EXTENDED', 'LATE', 'REFUSED', 'TRANSFERRED', 'WITHDRAWN', 'MERGED')),
    days int,
    lengthened boolean not null default false,
    returned boolean not null default false,
    reopened boolean not null default false,
    satisfaction smallint check (satisfaction between 1 and 5),
    solved boolean
);
create index counted_by_month on casework.counted (kind, received desc, case_id desc);
create index counted_open on casework.counted (kind, received desc, case_id desc) where ended = 'infinity';
create index counted_of_unit on casework.counted (kind, unit_id, received desc, case_id desc);

-- What the figures add up: one cell for each combination that occurs. Changes are rows of their own, so that two acts never wait for
-- each other; they are added to the cells from time to time (as in ADR 0111).
create table casework.figure (
    kind text not null,
    received date not null,
    ended date not null,
    unit_id bigint not null,
    class text not null,
    fate text not null,
    n bigint not null,
    days bigint not null,
    dated bigint not null,
    returned bigint not null,
    reopened bigint not null,
    rated bigint not null,
    satisfied bigint not null,
    solved bigint not null,
    unsolved bigint not null,
    primary key (kind, received, ended, unit_id, class, fate)
);
create table casework.figure_change (like casework.figure);

create function casework.change_of(one casework.counted, sign int) returns casework.figure language sql immutable as $$
    select one.kind, one.received, one.ended, one.unit_id, one.class, one.fate, sign::bigint,
        coalesce(one.days, 0)::bigint * sign, (one.days is not null)::int::bigint * sign, one.returned::int::bigint * sign,
        one.reopened::int::bigint * sign, (one.satisfaction is not null)::int::bigint * sign,
        coalesce(one.satisfaction >= 3, false)::int::bigint * sign, coalesce(one.solved, false)::int::bigint * sign,
        coalesce(not one.solved, false)::int::bigint * sign
$$;
create function casework.count_case() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and old is not distinct from new then
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
create trigger count_case after insert or update or delete on casework.counted
    for each row execute function casework.count_case();

-- A kind may give a case a term of its own; null: the rule's.
alter table casework.running add column term text check (term ~ '^[0-9]{1,5}(d|wd|h|m|oh|om)$');
