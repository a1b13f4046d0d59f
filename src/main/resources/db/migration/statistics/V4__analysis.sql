-- Words of cases (ADR 0161): in how many cases of a month each stands, and in which. Read once, in the order in which cases came.
create table statistics.word_use (
    kind text not null,
    month date not null,
    word text not null,
    n int not null,
    primary key (kind, month, word)
);
create index word_use_of_word on statistics.word_use (word, kind, month);
create table statistics.word_case (
    kind text not null,
    word text not null,
    day date not null,
    case_id bigint not null,
    primary key (kind, word, day, case_id)
);
create index word_case_of_case on statistics.word_case (case_id);
-- Up to which case they were read, and which was the last when it was looked.
create table statistics.words_read (
    one boolean primary key default true check (one),
    until bigint not null default 0,
    seen bigint not null default 0
);
insert into statistics.words_read default values;
-- Words that tell nothing about the matter; the office adds its own.
create table statistics.silent_word (word text primary key);
insert into statistics.silent_word select unnest(string_to_array('您好 你好 县长 书记 领导 尊敬 反映 问题 情况 来信 请问 希望 解决 处理 答复 回复 有关 部门 相关 单位 我们 他们 你们 我县 本人 感谢 谢谢 支持 关心 工作 现在 目前 已经 一直 一个 没有 可以 是否 能否 怎么 如何 什么 时候 为什么 多少 多久 哪里 这个 那个 这样 自己 因为 所以 但是 如果 进行 要求 建议 咨询 投诉 举报 求助 恳请 请求 群众 百姓 老百姓 村民 居民 市民 政府 时间 今年 去年 明年 今天 昨天 最近 以后 之前 以前 很多 非常 需要 应该 知道 觉得 认为 发现 存在 关于 根据 按照 规定 政策 办理 联系 电话 给予 予以 不能 能够 尽快 早日 为此 特此 此致 敬礼 不知 不知道 告知 一下 一些 许多 大家 我家 家里 事情 地方 严重 影响 生活 经常 多次 还有 还是 只有 就是 不是 有没有 能不能 是不是 每天 天天 几年 多年 可是 而且 到底 究竟 打算 具体 一次 两次 三次 不了 办法 东西 起来 出来 下来 这里 那里 附近 本县 手机 星期 上午 下午 晚上 早上 小时 请教 查看 核实', ' '));
