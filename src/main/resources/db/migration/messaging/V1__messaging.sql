-- To-dos, open and done.
create table messaging.todo (
    id           bigint generated always as identity primary key,
    key          text not null,
    what         text not null,
    why          text not null,
    since        timestamptz not null,
    until        date,
    href         text not null,
    one_tap      boolean not null default false,
    done_at      timestamptz,
    done_by_kind text,
    done_by_id   bigint
);
create unique index todo_open_key on messaging.todo (key text_pattern_ops) where done_at is null;

-- Who sees an open to-do, as tokens: 'p:PERSON' or 'PERMISSION@UNIT'. A reader's list is an index range per token.
-- until is 'infinity' where nothing says when.
create table messaging.todo_audience (
    token   text not null,
    until   date not null,
    since   timestamptz not null,
    todo_id bigint not null references messaging.todo,
    primary key (token, until, since, todo_id)
);
create index on messaging.todo_audience (todo_id);

-- Reviewed texts; places are written {{name}}. Values of secret texts are erased after sending.
create table messaging.template (
    name    text primary key,
    label   text not null,
    text    text not null,
    secret  boolean not null default false
);
insert into messaging.template (name, label, text, secret) values
    ('sign-in-code', '登录验证码', '您的验证码是 {{code}}，{{minutes}} 分钟内有效。请勿告诉他人。', true);

create table messaging.outgoing (
    id         bigint generated always as identity primary key,
    once       text not null unique,
    channel    text not null,
    recipient  text not null,
    template   text not null,
    places     text not null,
    secret     boolean not null,
    state      text not null default 'waiting' check (state in ('waiting', 'sent', 'failed', 'cancelled')),
    created_at timestamptz not null,
    next_try   timestamptz not null,
    tries      int not null default 0,
    sent_at    timestamptz,
    erased_at  timestamptz,
    last_error text
);
create index outgoing_due on messaging.outgoing (next_try) where state = 'waiting';
create index outgoing_state on messaging.outgoing (state, id desc);
create index outgoing_secrets on messaging.outgoing (created_at) where secret and erased_at is null;
