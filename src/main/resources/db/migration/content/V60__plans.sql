-- What somebody with the right to do it by hand has approved to happen later: it carries that approval, and the digest for which it
-- was given, so that nobody else's rights are asked when the time has come.
create table content.plan (
    id              bigint generated always as identity primary key,
    document_id     bigint not null references content.document,
    edition_id      bigint not null references content.edition,
    kind            text not null check (kind in ('GO_LIVE', 'TAKE_OFF')),
    at              timestamptz not null,
    digest          text not null,
    approver        bigint not null,
    approved_at     timestamptz not null,
    withdrawal_kind text check (withdrawal_kind in ('NOTICE', 'REDIRECT', 'GONE', 'REPLACED')),
    reason          text not null default '',
    successor       text,
    state           text not null default 'WAITING' check (state in ('WAITING', 'DONE', 'CANCELLED', 'REFUSED')),
    settled_at      timestamptz,
    settled_by      bigint,
    words           text not null default '',
    retry_at        timestamptz,
    check (kind = 'GO_LIVE' or withdrawal_kind is not null and reason <> ''),
    check ((state = 'WAITING') = (settled_at is null))
);
create unique index one_plan_of_a_kind on content.plan (document_id, kind) where state = 'WAITING';
create index plan_waiting on content.plan (at, id) where state = 'WAITING';
create index plan_by_state on content.plan (state, at desc, id desc);
create index plan_by_document on content.plan (document_id, id desc);
create index plan_by_edition on content.plan (edition_id) where state = 'WAITING';

-- An approval stays as it was given; what is settled stays settled.
create function content.refuse_change_of_plan() returns trigger language plpgsql as $$
begin
    if old.state <> 'WAITING' or (old.document_id, old.edition_id, old.kind, old.at, old.digest, old.approver, old.approved_at, old.reason)
            is distinct from (new.document_id, new.edition_id, new.kind, new.at, new.digest, new.approver, new.approved_at, new.reason) then
        raise exception 'approvals of plans are kept unchanged';
    end if;
    return new;
end $$;
create trigger keep before update on content.plan for each row execute function content.refuse_change_of_plan();
create trigger keep_rows before delete on content.plan for each row execute function content.refuse_change();
create trigger keep_all before truncate on content.plan for each statement execute function content.refuse_change();
