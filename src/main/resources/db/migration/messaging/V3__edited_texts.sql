-- The texts of notices can be edited. Which places a text has is decided by the program that fills them; every one of them must stay.
alter table messaging.template add column id bigint generated always as identity unique;
alter table messaging.template add column version int not null default 1;

create table messaging.template_place (
    template text not null references messaging.template,
    place    text not null,
    label    text not null,
    sample   text not null,
    position int not null,
    primary key (template, place),
    unique (template, label)
);
insert into messaging.template_place (template, place, label, sample, position) values
    ('sign-in-code', 'code', '验证码', '482913', 1),
    ('sign-in-code', 'minutes', '有效分钟数', '5', 2);

-- Every version that was ever in force, the present one included.
create table messaging.template_version (
    template text not null references messaging.template,
    version  int not null,
    text     text not null,
    reason   text not null,
    by_kind  text not null,
    by_id    bigint not null,
    made_at  timestamptz not null,
    primary key (template, version)
);
insert into messaging.template_version (template, version, text, reason, by_kind, by_id, made_at)
    select name, 1, text, '随程序提供', 'PROGRAM', 0, now() from messaging.template;
