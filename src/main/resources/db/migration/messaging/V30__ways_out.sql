-- A notice knows all ways to reach its recipient and takes them one after the other.
-- further: the ways not yet taken, as 'SMS 13800138000'; round: how often it was taken up anew, by another way or by hand;
-- detour: which ways were left and why; gateway_ref: what a receipt of the gateway calls it.
alter table messaging.outgoing
    add column urgency     text not null default 'NORMAL' check (urgency in ('CODE', 'URGENT', 'NORMAL')),
    add column href        text not null default '',
    add column further     text[] not null default '{}',
    add column round       int not null default 1,
    add column way_since   timestamptz,
    add column detour      text,
    add column gateway_ref text,
    add column receipt     text check (receipt in ('delivered', 'undelivered')),
    add column receipt_at  timestamptz;
update messaging.outgoing set way_since = created_at, urgency = case when secret then 'CODE' else 'NORMAL' end;
alter table messaging.outgoing alter column way_since set not null;

drop index messaging.outgoing_due;
create index outgoing_due on messaging.outgoing (channel, urgency, next_try) where state = 'waiting';
create index outgoing_once_waiting on messaging.outgoing (once text_pattern_ops) where state = 'waiting';
create index outgoing_channel_state on messaging.outgoing (channel, state, id desc);
create index outgoing_gateway_ref on messaging.outgoing (gateway_ref) where gateway_ref is not null;

-- Notices on the reader's own page. The text is the template's version of that moment.
create table messaging.inbox (
    id       bigint generated always as identity primary key,
    once     text not null unique,
    reader   text not null,
    template text not null,
    version  int not null,
    places   text not null,
    href     text not null,
    made_at  timestamptz not null,
    read_at  timestamptz
);
create index inbox_of_reader on messaging.inbox (reader, id desc);
create index inbox_unread on messaging.inbox (reader, id desc) where read_at is null;

-- How people want to be reached: channels in their order.
create table messaging.preference (
    account  text primary key,
    channels text[] not null
);

-- How fast a way out may be used, and whether it works. failures: one after the other; open_until: nothing is tried before;
-- tokens: how many may leave at once at filled_at.
create table messaging.gateway (
    channel    text primary key,
    per_minute int not null check (per_minute between 1 and 100000),
    tokens     double precision not null default 0,
    filled_at  timestamptz not null default '2000-01-01',
    failures   int not null default 0,
    down_since timestamptz,
    open_until timestamptz,
    last_error text
);
insert into messaging.gateway (channel, per_minute) values ('WECHAT', 600), ('SMS', 300), ('EMAIL', 120);

-- When nobody is to be disturbed: from starts to ends, past midnight where starts is later.
create table messaging.quiet_hours (
    channel text not null references messaging.gateway,
    urgency text not null check (urgency in ('URGENT', 'NORMAL')),
    starts  time not null,
    ends    time not null check (ends <> starts),
    primary key (channel, urgency)
);
insert into messaging.quiet_hours (channel, urgency, starts, ends) values ('SMS', 'NORMAL', '21:00', '08:00');

-- Addresses that do not exist, as a gateway said; nothing is sent there.
create table messaging.bad_address (
    id      bigint generated always as identity primary key,
    channel text not null,
    address text not null,
    why     text not null,
    since   timestamptz not null,
    unique (channel, address)
);
