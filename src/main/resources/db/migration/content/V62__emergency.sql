-- What was published in an emergency although steps were missing. A second person confirms it within a limit.
create table content.emergency_release (
    id           bigint generated always as identity primary key,
    document_id  bigint not null references content.document,
    edition_id   bigint not null unique references content.edition,
    digest       text not null,
    unit_path    text not null,
    released_by  bigint not null,
    at           timestamptz not null,
    reason       text not null check (reason <> ''),
    missing      text not null,
    due          date not null,
    state        text not null default 'OPEN' check (state in ('OPEN', 'CONFIRMED', 'WITHDRAWN')),
    confirmed_by bigint,
    confirmed_at timestamptz,
    remark       text not null default '',
    warned_at    timestamptz,
    check (state <> 'CONFIRMED' or confirmed_by is not null and confirmed_at is not null and confirmed_by <> released_by)
);
create index emergency_open on content.emergency_release (due, id) where state = 'OPEN';
create index emergency_by_state on content.emergency_release (state, id desc);
create index emergency_by_document on content.emergency_release (document_id, id desc);

create function content.refuse_change_of_release() returns trigger language plpgsql as $$
begin
    if old.state <> 'OPEN' or (old.document_id, old.edition_id, old.digest, old.released_by, old.at, old.reason, old.missing, old.due)
            is distinct from (new.document_id, new.edition_id, new.digest, new.released_by, new.at, new.reason, new.missing, new.due) then
        raise exception 'releases in an emergency are kept unchanged';
    end if;
    return new;
end $$;
create trigger keep before update on content.emergency_release
    for each row execute function content.refuse_change_of_release();
create trigger keep_rows before delete on content.emergency_release for each row execute function content.refuse_change();
create trigger keep_all before truncate on content.emergency_release for each statement execute function content.refuse_change();

-- What the law leaves to the county.
create table content.publishing_rule (
    one              boolean primary key default true check (one),
    confirm_within   text not null default '1wd' check (confirm_within ~ '^[0-9]{1,3}(wd|d)$'),
    push_may_decline boolean not null default true
);
insert into content.publishing_rule default values;
