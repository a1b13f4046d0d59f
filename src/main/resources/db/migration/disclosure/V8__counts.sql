-- What the public catalogue counts, by everything it can be narrowed by (ADR 0111). Changes are rows of their own, so that two acts
-- never wait for each other; they are added up from time to time.
create table disclosure.cell (
    body_id bigint not null,
    section text not null,
    subject text not null,
    genre text not null,
    audience text not null,
    statutory text not null,
    year int not null,
    validity text not null,
    n bigint not null,
    primary key (body_id, section, subject, genre, audience, statutory, year, validity)
);
create table disclosure.cell_change (
    body_id bigint not null,
    section text not null,
    subject text not null,
    genre text not null,
    audience text not null,
    statutory text not null,
    year int not null,
    validity text not null,
    n bigint not null
);
create index cell_change_body on disclosure.cell_change (body_id);

create function disclosure.count_entry() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE'
        and (old.live, old.body_id, old.section, old.subject, old.genre, old.audience, old.statutory, old.year, old.validity)
            is not distinct from
            (new.live, new.body_id, new.section, new.subject, new.genre, new.audience, new.statutory, new.year, new.validity) then
        return null;
    end if;
    if tg_op <> 'INSERT' and old.live then
        insert into disclosure.cell_change values (old.body_id, old.section, coalesce(old.subject, ''), coalesce(old.genre, ''),
            coalesce(old.audience, ''), coalesce(old.statutory, ''), coalesce(old.year, 0), coalesce(old.validity, ''), -1);
    end if;
    if tg_op <> 'DELETE' and new.live then
        insert into disclosure.cell_change values (new.body_id, new.section, coalesce(new.subject, ''), coalesce(new.genre, ''),
            coalesce(new.audience, ''), coalesce(new.statutory, ''), coalesce(new.year, 0), coalesce(new.validity, ''), 1);
    end if;
    return null;
end $$;
create trigger count_entry after insert or update or delete on disclosure.entry
    for each row execute function disclosure.count_entry();

insert into disclosure.cell
    select body_id, section, coalesce(subject, ''), coalesce(genre, ''), coalesce(audience, ''), coalesce(statutory, ''),
        coalesce(year, 0), coalesce(validity, ''), count(*)
    from disclosure.entry where live group by 1, 2, 3, 4, 5, 6, 7, 8;
