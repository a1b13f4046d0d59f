-- Lists that are disclosed as rows (公开名录): kinds are data, a row has dated versions, and only the last one is current.
create table disclosure.list_kind (
    code text primary key,
    name text not null,
    note text not null default '',
    position int not null,
    open boolean not null default true
);
-- Columns are only ever added, so that the values of an old version keep their places.
create table disclosure.list_column (
    kind text not null references disclosure.list_kind,
    place int not null,
    name text not null,
    type text not null check (type in ('TEXT', 'DAY', 'NUMBER', 'MASKED_NAME', 'PHONE', 'IDENTITY', 'CREDIT_CODE')),
    required boolean not null default false,
    is_key boolean not null default false,
    primary key (kind, place)
);
create table disclosure.list_row (
    id bigint generated always as identity primary key,
    kind text not null references disclosure.list_kind,
    body_id bigint not null references disclosure.body,
    key text not null,
    version int not null,
    current boolean not null,
    ended boolean not null default false,
    cells text[] not null,
    words text not null,
    made_at timestamptz not null,
    made_by bigint not null,
    unique (kind, body_id, key, version)
);
create unique index one_current_row on disclosure.list_row (kind, body_id, key) where current;
create index list_row_shown on disclosure.list_row (kind, id desc) where current and not ended;

insert into disclosure.list_kind (code, name, note, position) values
    ('appointments', '人事任免', '任免职务、日期和文号', 1),
    ('tenders', '招标采购', '项目、预算、公告和结果', 2),
    ('recruitment', '招录招聘', '单位、岗位、人数和报名时间', 3),
    ('emergencies', '应急预案和预警', '名称、级别、发布和解除时间', 4),
    ('projects', '工程建设项目', '项目、建设单位、投资和进度', 5),
    ('project-firms', '工程建设企业信用', '企业、奖惩和依据', 6),
    ('project-persons', '工程建设从业人员信用', '人员、奖惩和依据', 7),
    ('powers', '权力清单', '职权名称、类型、依据和责任科室', 8),
    ('establishment', '机构编制', '机构、编制和实有人数', 9);
insert into disclosure.list_column (kind, place, name, type, required, is_key) values
    ('appointments', 1, '姓名', 'TEXT', true, true), ('appointments', 2, '任免', 'TEXT', true, true),
    ('appointments', 3, '职务', 'TEXT', true, true), ('appointments', 4, '日期', 'DAY', true, true),
    ('appointments', 5, '文号', 'TEXT', false, false),
    ('tenders', 1, '项目编号', 'TEXT', true, true), ('tenders', 2, '项目名称', 'TEXT', true, false),
    ('tenders', 3, '采购单位', 'TEXT', true, false), ('tenders', 4, '预算（万元）', 'NUMBER', false, false),
    ('tenders', 5, '公告日期', 'DAY', true, false), ('tenders', 6, '中标单位', 'TEXT', false, false),
    ('tenders', 7, '成交价（万元）', 'NUMBER', false, false),
    ('recruitment', 1, '招聘单位', 'TEXT', true, true), ('recruitment', 2, '岗位', 'TEXT', true, true),
    ('recruitment', 3, '人数', 'NUMBER', true, false), ('recruitment', 4, '报名开始', 'DAY', true, true),
    ('recruitment', 5, '报名截止', 'DAY', true, false), ('recruitment', 6, '咨询电话', 'TEXT', false, false),
    ('emergencies', 1, '名称', 'TEXT', true, true), ('emergencies', 2, '类别', 'TEXT', true, false),
    ('emergencies', 3, '级别', 'TEXT', false, false), ('emergencies', 4, '发布日期', 'DAY', true, true),
    ('emergencies', 5, '解除日期', 'DAY', false, false), ('emergencies', 6, '防范要点', 'TEXT', false, false),
    ('projects', 1, '项目代码', 'TEXT', true, true), ('projects', 2, '项目名称', 'TEXT', true, false),
    ('projects', 3, '建设单位', 'TEXT', true, false), ('projects', 4, '总投资（万元）', 'NUMBER', false, false),
    ('projects', 5, '开工日期', 'DAY', false, false), ('projects', 6, '进度', 'TEXT', false, false),
    ('project-firms', 1, '企业名称', 'TEXT', true, true), ('project-firms', 2, '统一社会信用代码', 'CREDIT_CODE', true, true),
    ('project-firms', 3, '奖惩情况', 'TEXT', true, true), ('project-firms', 4, '决定单位', 'TEXT', true, false),
    ('project-firms', 5, '决定日期', 'DAY', true, true),
    ('project-persons', 1, '姓名', 'MASKED_NAME', true, true), ('project-persons', 2, '身份证号', 'IDENTITY', true, true),
    ('project-persons', 3, '执业资格', 'TEXT', false, false), ('project-persons', 4, '奖惩情况', 'TEXT', true, true),
    ('project-persons', 5, '决定日期', 'DAY', true, true),
    ('powers', 1, '职权编码', 'TEXT', true, true), ('powers', 2, '职权名称', 'TEXT', true, false),
    ('powers', 3, '类型', 'TEXT', true, false), ('powers', 4, '依据', 'TEXT', true, false),
    ('powers', 5, '责任科室', 'TEXT', false, false), ('powers', 6, '监督电话', 'TEXT', false, false),
    ('establishment', 1, '机构名称', 'TEXT', true, true), ('establishment', 2, '机构性质', 'TEXT', true, false),
    ('establishment', 3, '编制数', 'NUMBER', true, false), ('establishment', 4, '实有人数', 'NUMBER', true, false),
    ('establishment', 5, '统计日期', 'DAY', true, false);

-- 重点领域: who looks after which, and which columns show it.
create table disclosure.area (
    id bigint generated always as identity primary key,
    name text not null unique,
    pilot boolean not null default false,
    body_id bigint references disclosure.body,
    position int not null,
    open boolean not null default true
);
create table disclosure.area_column (
    area_id bigint not null references disclosure.area,
    column_id bigint not null,
    primary key (area_id, column_id)
);
insert into disclosure.area (name, position)
    select name, place from unnest(array['行政权力运行', '财政资金', '公共资源配置', '重大建设项目', '公共服务', '国有企业', '环境保护', '食品药品安全'])
        with ordinality as one (name, place);
insert into disclosure.area (name, pilot, position)
    select name, true, 100 + place from unnest(array['国土空间规划', '重大建设项目（试点）', '公共资源交易', '财政预决算', '安全生产', '税收管理',
        '征地补偿', '国有土地上房屋征收', '保障性住房', '农村危房改造', '生态环境', '公共文化服务', '公共法律服务', '扶贫', '救灾', '食品药品监管', '城市综合执法',
        '就业创业', '社会保险', '社会救助', '养老服务', '户籍管理', '涉农补贴', '义务教育', '医疗卫生', '市政服务']) with ordinality as one (name, place);

-- 政府信息查阅点.
create table disclosure.place (
    id bigint generated always as identity primary key,
    name text not null unique,
    address text not null,
    hours text not null,
    phone text not null,
    position int not null default 0,
    open boolean not null default true
);

-- 公开载体: the same item, released elsewhere too.
create table disclosure.carrier (
    code text primary key,
    name text not null,
    position int not null
);
insert into disclosure.carrier (code, name, position) values ('gazette', '政府公报', 1), ('board', '公开栏', 2),
    ('radio', '广播', 3), ('television', '电视', 4), ('newspaper', '报刊', 5), ('screen', '电子显示屏', 6), ('wechat', '政务微信', 7),
    ('weibo', '政务微博', 8), ('library', '图书馆、档案馆', 9), ('press', '新闻发布会', 10);
create table disclosure.release (
    document_id bigint not null references disclosure.entry,
    carrier text not null references disclosure.carrier,
    day date not null,
    note text not null default '',
    person_id bigint not null,
    at timestamptz not null,
    primary key (document_id, carrier, day)
);
