-- The disclosure catalogue: bodies with a duty to disclose, how their documents are classified, and what is said about each.

create table disclosure.body (
    unit_id bigint primary key,
    unit_path text not null unique,
    slug text not null unique,
    name text not null,
    county boolean not null default false,
    org_code text not null default '',
    credit_code text not null default '',
    region text not null default '',
    dept_code text not null default '',
    number_rule text not null,
    position int not null default 0,
    open boolean not null default true,
    version int not null default 1
);
create unique index one_county on disclosure.body (county) where county;

-- 指南, as article 12 of the regulation wants it.
create table disclosure.guide (
    body_id bigint primary key references disclosure.body,
    classification text not null,
    arrangement text not null,
    ways text not null,
    office text not null,
    address text not null,
    postcode text not null,
    hours text not null,
    phone text not null,
    fax text not null,
    contact text not null,
    supervision text not null,
    changed_at timestamptz not null,
    changed_by bigint not null,
    version int not null default 1
);

create table disclosure.term (
    axis text not null check (axis in ('SUBJECT', 'GENRE', 'AUDIENCE', 'STATUTORY')),
    code text not null,
    name text not null,
    words text not null default '',
    position int not null,
    open boolean not null default true,
    primary key (axis, code)
);

-- What the documents of a column are unless somebody says otherwise.
create table disclosure.column_rule (
    column_id bigint primary key,
    body_id bigint references disclosure.body,
    section text not null default 'STATUTORY' check (section in ('STATUTORY', 'SYSTEM', 'REPORT')),
    subject text,
    genre text,
    audience text,
    statutory text
);

-- One row for a document of the catalogue: how it is classified and, once it was public, what lists show of it.
create table disclosure.entry (
    document_id bigint primary key,
    body_id bigint not null references disclosure.body,
    section text not null check (section in ('STATUTORY', 'SYSTEM', 'REPORT')),
    subject text,
    genre text,
    audience text,
    statutory text,
    confirmed boolean not null default false,
    live boolean not null default false,
    title text not null default '',
    summary text not null default '',
    href text not null default '',
    document_number text,
    issuing_body text,
    index_number text,
    issued_on date,
    first_published_at timestamptz,
    published_at timestamptz,
    year int,
    order_key bigint,
    policy boolean,
    normative boolean not null default false,
    validity text check (validity in ('EFFECTIVE', 'PARTLY', 'AMENDED', 'REPEALED', 'EXPIRED')),
    effective_on date,
    expires_on date,
    rank int not null generated always as (case when validity in ('AMENDED', 'REPEALED', 'EXPIRED') then 1 else 0 end) stored,
    check (not live or order_key is not null and href <> '')
);
create index entry_all on disclosure.entry (order_key desc, document_id desc) where live;
create index entry_by_body on disclosure.entry (body_id, section, order_key desc, document_id desc) where live;
create index entry_by_subject on disclosure.entry (subject, order_key desc, document_id desc) where live;
create index entry_by_genre on disclosure.entry (genre, order_key desc, document_id desc) where live;
create index entry_by_audience on disclosure.entry (audience, order_key desc, document_id desc) where live;
create index entry_by_statutory on disclosure.entry (statutory, order_key desc, document_id desc) where live;
create index entry_by_year on disclosure.entry (year, order_key desc, document_id desc) where live;
create index entry_by_title on disclosure.entry (title collate "C", document_id) where live;
-- The library: what is in force stands on top.
create index entry_library on disclosure.entry (rank, order_key desc, document_id desc) where live and validity is not null;
create index entry_expiring on disclosure.entry (expires_on) where validity in ('EFFECTIVE', 'PARTLY');
create index entry_unconfirmed on disclosure.entry (body_id, document_id desc) where not confirmed;
create index entry_first on disclosure.entry (first_published_at);

-- 政策 ↔ 解读, and which text changes which. Read in both directions.
create table disclosure.link (
    from_id bigint not null,
    to_id bigint not null,
    kind text not null check (kind in
        ('INTERPRETS', 'ILLUSTRATES', 'ANSWERS', 'PRESENTS', 'AMENDS', 'REPEALS', 'RELATES')),
    person_id bigint not null,
    at timestamptz not null,
    primary key (from_id, to_id, kind),
    check (from_id <> to_id)
);
create index link_to on disclosure.link (to_id, kind);

-- The interpretation that a policy went out without: who writes it until when.
create table disclosure.promise (
    document_id bigint primary key,
    person_id bigint not null,
    due_on date not null,
    made_by bigint not null,
    made_at timestamptz not null,
    kept_at timestamptz
);

-- 档案: everything that has happened to an item of the catalogue.
create table disclosure.record (
    id bigint generated always as identity primary key,
    document_id bigint not null,
    at timestamptz not null,
    actor_kind text not null,
    actor_id bigint not null,
    act text not null,
    words text not null default ''
);
create index record_by_document on disclosure.record (document_id, id desc);

-- 备案公示: what the public is told about changes, withdrawals and terminations.
create table disclosure.filing (
    id bigint generated always as identity primary key,
    document_id bigint not null,
    body_id bigint not null references disclosure.body,
    kind text not null check (kind in ('CHANGED', 'WITHDRAWN', 'TERMINATED')),
    title text not null,
    index_number text,
    reason text not null,
    at timestamptz not null
);
create index filing_by_body on disclosure.filing (body_id, id desc);

create function disclosure.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are kept unchanged', tg_table_name;
end $$;
create trigger keep before update or delete on disclosure.record
    for each row execute function disclosure.refuse_change();
create trigger keep_all before truncate on disclosure.record
    for each statement execute function disclosure.refuse_change();
create trigger keep before update or delete on disclosure.filing
    for each row execute function disclosure.refuse_change();
create trigger keep_all before truncate on disclosure.filing
    for each statement execute function disclosure.refuse_change();

create table disclosure.setting (
    name text primary key,
    value text not null
);
insert into disclosure.setting (name, value) values ('interpretation-limit', '3wd');

-- 法定主动公开内容: the fifteen kinds of article 20, in our own words; the county may rename, add and close.
insert into disclosure.term (axis, code, name, words, position) values
    ('STATUTORY', '01', '法规规章和规范性文件', '规范性文件,规章,法规,管理办法,实施办法,暂行办法,实施细则,若干规定', 1),
    ('STATUTORY', '02', '机构职能和领导信息', '机构职能,内设机构,领导分工,办公地址,主要职责,三定', 2),
    ('STATUTORY', '03', '规划和计划', '规划,五年计划,年度计划,国民经济和社会发展', 3),
    ('STATUTORY', '04', '统计信息', '统计公报,统计数据,统计信息,普查公报,运行情况', 4),
    ('STATUTORY', '05', '行政许可和对外服务', '行政许可,许可事项,办事指南,审批,公共服务事项,备案公示', 5),
    ('STATUTORY', '06', '行政处罚和行政强制', '行政处罚,处罚决定,行政强制', 6),
    ('STATUTORY', '07', '预算和决算', '预算,决算,三公经费,预决算', 7),
    ('STATUTORY', '08', '行政事业性收费', '收费项目,收费标准,行政事业性收费,收费目录', 8),
    ('STATUTORY', '09', '政府集中采购', '政府采购,集中采购,采购公告,中标公告,成交公告,采购意向', 9),
    ('STATUTORY', '10', '重大建设项目', '重大项目,建设项目,项目批复,环评批复,招标公告,施工许可', 10),
    ('STATUTORY', '11', '民生政策和落实情况', '扶贫,乡村振兴,教育,义务教育,招生,医疗,医保,社会保障,社会保险,养老,救助,低保,就业,促进就业', 11),
    ('STATUTORY', '12', '突发事件应对', '应急预案,预警,防汛,抗旱,防火,突发事件,灾害,应急响应', 12),
    ('STATUTORY', '13', '监督检查情况', '监督检查,抽检,安全生产,环境保护,食品安全,药品,产品质量,公共卫生,水质', 13),
    ('STATUTORY', '14', '公务员和事业单位招考', '公务员,招录,招聘,事业单位公开招聘,面试公告,拟录用,体检公告', 14),
    ('STATUTORY', '15', '其他应当公开的信息', '', 15);

insert into disclosure.term (axis, code, name, words, position) values
    ('SUBJECT', '01', '政府机构', '机构设置,编制,机构改革,机构职能', 1),
    ('SUBJECT', '02', '综合政务', '政务公开,政府工作报告,政务,督查,值班,信息公开,会议纪要', 2),
    ('SUBJECT', '03', '国民经济管理、国有资产监管', '国民经济,发展规划,固定资产投资,国有资产,统计,物价,价格', 3),
    ('SUBJECT', '04', '财政、金融、审计', '财政,预算,决算,税收,金融,审计,政府采购,三公经费,债务', 4),
    ('SUBJECT', '05', '国土资源、能源', '国土,土地,征地,矿产,不动产,能源,电力,煤', 5),
    ('SUBJECT', '06', '农业、林业、水利', '农业,农村,林业,森林,水利,防汛,抗旱,水库,灌溉,种植,养殖,粮食,乡村振兴,河长', 6),
    ('SUBJECT', '07', '工业、交通', '工业,园区,交通,公路,桥梁,邮政,通信,运输,信息化', 7),
    ('SUBJECT', '08', '商贸、海关、旅游', '商贸,商务,招商,旅游,市场建设,消费,电子商务', 8),
    ('SUBJECT', '09', '市场监管、安全生产监管', '市场监管,食品安全,药品,质量监督,安全生产,特种设备,应急管理,抽检', 9),
    ('SUBJECT', '10', '城乡建设、环境保护', '城乡建设,城市管理,住房,环境保护,生态环境,垃圾,污水,节能减排,建筑,物业,环评', 10),
    ('SUBJECT', '11', '科技、教育', '科技,教育,学校,招生,学生,教师,知识产权', 11),
    ('SUBJECT', '12', '文化、广电、新闻出版', '文化,广播电视,图书馆,文物,新闻出版,非遗', 12),
    ('SUBJECT', '13', '卫生、体育', '卫生,医院,医疗,疫苗,疾控,体育,健身', 13),
    ('SUBJECT', '14', '人口、妇女儿童', '人口,计划生育,托育,妇女,儿童,生育', 14),
    ('SUBJECT', '15', '劳动、人事、监察', '劳动,就业,人事,任免,招聘,公务员,社会保险,工资,培训,监察', 15),
    ('SUBJECT', '16', '公安、安全、司法', '公安,户籍,交通管制,治安,消防,司法,法律援助,行政复议,法治', 16),
    ('SUBJECT', '17', '民政、扶贫、救灾', '民政,低保,救助,养老,殡葬,地名,扶贫,救灾,慈善,残疾人', 17),
    ('SUBJECT', '18', '民族、宗教', '民族,宗教', 18),
    ('SUBJECT', '19', '对外事务', '外事,涉外', 19),
    ('SUBJECT', '20', '港澳台侨工作', '港澳,台胞,华侨,侨务', 20),
    ('SUBJECT', '21', '国防', '征兵,国防,人民防空,退役军人,双拥', 21),
    ('SUBJECT', '22', '其他', '', 22);

insert into disclosure.term (axis, code, name, words, position) values
    ('GENRE', '01', '命令（令）', '人民政府令', 1),
    ('GENRE', '02', '决定', '的决定', 2),
    ('GENRE', '03', '公告', '公告', 3),
    ('GENRE', '04', '通告', '通告', 4),
    ('GENRE', '05', '通知', '的通知,通知', 5),
    ('GENRE', '06', '通报', '的通报,通报', 6),
    ('GENRE', '07', '意见', '实施意见,的意见', 7),
    ('GENRE', '08', '报告', '工作报告,的报告,年度报告,总结', 8),
    ('GENRE', '09', '批复', '的批复,批复', 9),
    ('GENRE', '10', '函', '的函,复函', 10),
    ('GENRE', '11', '纪要', '纪要', 11),
    ('GENRE', '12', '办法、规定、细则', '管理办法,实施办法,暂行办法,暂行规定,实施细则', 12),
    ('GENRE', '13', '方案、规划、计划', '实施方案,工作方案,规划,工作计划,预案', 13),
    ('GENRE', '14', '公示', '公示', 14),
    ('GENRE', '15', '解读', '解读,图解,政策问答,问答', 15),
    ('GENRE', '16', '数据、报表', '统计公报,统计数据,一览表,明细表,预算,决算,清单,目录', 16),
    ('GENRE', '17', '其他', '', 17);

insert into disclosure.term (axis, code, name, words, position) values
    ('AUDIENCE', '00', '全社会', '', 1),
    ('AUDIENCE', '01', '企业和个体工商户', '企业,个体工商户,经营主体,纳税人', 2),
    ('AUDIENCE', '02', '农村居民', '农户,村民,种植户,养殖户', 3),
    ('AUDIENCE', '03', '学生和家长', '学生,招生,家长,入学', 4),
    ('AUDIENCE', '04', '求职人员', '求职,招聘,应届毕业生,务工', 5),
    ('AUDIENCE', '05', '老年人', '老年人,高龄,养老', 6),
    ('AUDIENCE', '06', '残疾人', '残疾人', 7),
    ('AUDIENCE', '07', '困难家庭', '低保,困难家庭,救助对象,特困', 8),
    ('AUDIENCE', '08', '行政机关', '各乡镇人民政府,县直有关单位', 9);
