-- Which WeChat belongs to an account, as the person showed it (绑定微信).
create table messaging.wechat (
    account text primary key,
    openid text not null,
    bound_at timestamptz not null
);
