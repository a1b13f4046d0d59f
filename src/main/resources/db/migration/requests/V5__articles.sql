-- On what each paper, step and outcome rests (法律依据), by the regulation under which a request is handled; rows that an office mends.
alter table requests.profile add column law text not null default '', add column version int not null default 1;
update requests.profile set law = case code when '2008' then '《中华人民共和国政府信息公开条例》（2007年国务院令第492号）'
    else '《中华人民共和国政府信息公开条例》' end;
create table requests.article (
    profile text not null references requests.profile,
    code text not null,
    article text not null,
    note text not null default '',
    ordering int not null,
    primary key (profile, code)
);
insert into requests.article (profile, code, article, note, ordering) values
    ('2019', 'RECEIPT', '第三十一条、第三十三条', '', 1),
    ('2019', 'CORRECTION', '第三十条', '', 2),
    ('2019', 'REASONS', '第三十五条', '', 3),
    ('2019', 'EXTENSION', '第三十三条第二款', '', 4),
    ('2019', 'DELAY', '第三十五条', '', 5),
    ('2019', 'THIRD_ASK', '第三十二条', '', 6),
    ('2019', 'THIRD_TELL', '第三十二条、第三十三条', '', 7),
    ('2019', 'THIRD_RESULT', '第三十二条', '', 8),
    ('2019', 'COBODY_ASK', '第三十四条', '', 9),
    ('2019', 'COBODY_TELL', '第三十三条、第三十四条', '', 10),
    ('2019', 'FEE', '第四十二条、《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）', '', 11),
    ('2019', 'RECTIFY', '第四十一条', '', 12),
    ('2019', 'ASKED', '第二十九条', '', 13),
    ('2019', 'RESUMED', '第三十三条', '', 14),
    ('2019', 'COMPLAINT', '第五十一条', '', 14),
    ('2019', 'A1', '第三十六条第（一）项', '', 15),
    ('2019', 'A2', '第三十六条第（二）项', '', 16),
    ('2019', 'A3', '第三十七条', '', 17),
    ('2019', 'B1', '第十四条、第三十六条第（三）项', '', 18),
    ('2019', 'B2', '第十四条、第三十六条第（三）项', '', 19),
    ('2019', 'B3', '第十四条、第三十六条第（三）项', '', 20),
    ('2019', 'B4', '第十五条、第三十六条第（三）项', '', 21),
    ('2019', 'B5', '第十六条第一款、第三十六条第（三）项', '', 22),
    ('2019', 'B6', '第十六条第二款、第三十六条第（三）项', '', 23),
    ('2019', 'B7', '第十六条第二款、第三十六条第（三）项', '', 24),
    ('2019', 'B8', '第三十六条第（七）项', '', 25),
    ('2019', 'C1', '第三十六条第（四）、（五）项', '', 26),
    ('2019', 'C2', '第三十八条', '', 27),
    ('2019', 'C3', '第三十条', '', 28),
    ('2019', 'D1', '第三十九条第一款', '', 29),
    ('2019', 'D2', '第三十六条第（六）项', '', 30),
    ('2019', 'D3', '第三十九条第二款', '', 31),
    ('2019', 'D4', '第三十五条', '', 32),
    ('2019', 'E1', '第三十条', '', 33),
    ('2019', 'E2', '第四十二条', '', 34),
    ('2008', 'RECEIPT', '第二十四条', '', 1),
    ('2008', 'CORRECTION', '第二十一条第（四）项', '', 2),
    ('2008', 'EXTENSION', '第二十四条第二款', '', 4),
    ('2008', 'THIRD_ASK', '第二十三条', '', 6),
    ('2008', 'THIRD_TELL', '第二十三条、第二十四条', '', 7),
    ('2008', 'THIRD_RESULT', '第二十三条', '', 8),
    ('2008', 'COBODY_ASK', '第十七条', '2008 年条例没有规定征求共同制作机关的意见，请核对', 9),
    ('2008', 'COBODY_TELL', '第十七条', '2008 年条例没有规定征求共同制作机关的意见，请核对', 10),
    ('2008', 'RECTIFY', '第二十五条第二款', '', 12),
    ('2008', 'ASKED', '第二十条', '', 13),
    ('2008', 'RESUMED', '第二十四条', '', 14),
    ('2008', 'COMPLAINT', '第三十三条', '', 14),
    ('2008', 'A1', '第二十一条第（一）项', '', 15),
    ('2008', 'A2', '第二十一条第（一）项、第二十六条', '', 16),
    ('2008', 'A3', '第二十二条', '', 17),
    ('2008', 'B1', '第十四条、第二十一条第（二）项', '', 18),
    ('2008', 'B2', '第二十一条第（二）项', '2008 年条例没有单列，请核对', 19),
    ('2008', 'B3', '第八条、第二十一条第（二）项', '', 20),
    ('2008', 'B4', '第十四条、第二十一条第（二）项、第二十三条', '', 21),
    ('2008', 'B5', '第二十一条第（二）项', '2008 年条例没有单列，请核对', 22),
    ('2008', 'B6', '第二十一条第（二）项', '2008 年条例没有单列，请核对', 23),
    ('2008', 'B7', '第二十一条第（二）项', '2008 年条例没有单列，请核对', 24),
    ('2008', 'B8', '', '2008 年条例没有规定，写答复书时由经办人填写', 25),
    ('2008', 'C1', '第二十一条第（三）项', '', 26),
    ('2008', 'C2', '', '2008 年条例没有规定，写答复书时由经办人填写', 27),
    ('2008', 'C3', '第二十一条第（四）项', '', 28),
    ('2008', 'D1', '', '2008 年条例没有规定，写答复书时由经办人填写', 29),
    ('2008', 'D2', '', '2008 年条例没有规定，写答复书时由经办人填写', 30),
    ('2008', 'D3', '', '2008 年条例没有规定，写答复书时由经办人填写', 31),
    ('2008', 'E1', '第二十一条第（四）项', '2008 年条例没有规定逾期不补正的后果，请核对', 33);

-- The texts of papers ask for the article instead of naming one.
insert into requests.template (code, version, title, text, note)
select code, version + 1, title, cited, '引用的条款随申请适用的规定变化' from (
    select distinct on (code) code, version, title, text, regexp_replace(text,
        '《中华人民共和国政府信息公开条例》第[一二三四五六七八九十]+条(第[一二三四五六七八九十]+款)?(和国务院办公厅关于信息处理费的规定)?', '{依据}', 'g') as cited
    from requests.template
    where code in ('RECEIPT', 'CORRECTION', 'REASONS', 'EXTENSION', 'DELAY', 'THIRD_ASK', 'THIRD_TELL', 'THIRD_RESULT', 'COBODY_ASK',
        'COBODY_TELL', 'FEE', 'RECTIFY')
    order by code, version desc) newest
where cited <> text;

-- What the regulation of 2008 says otherwise has a text of its own.
insert into requests.template (code, version, title, text, note) values
    ('CORRECTION_2008', 1, '政府信息公开申请更改、补充告知书', '本机关于{收到日}收到您提交的公开{信息}的申请。经审查，申请内容还不明确，依照{依据}，请您作以下更改、补充：
{需要补正的内容}
请在{补正截止}前提交。本机关自收到更改、补充的申请之日起重新计算答复期限。没有提交的，本机关无法判断您需要的信息，这件申请不再继续办理，您可以另行申请。
联系电话：{电话}。', '随程序提供'),
    ('THIRD_ASK_2008', 1, '第三方意见征求书', '有申请人向本机关申请公开{信息}。该信息涉及您（贵单位）的商业秘密、个人隐私或者其他合法权益，依照{依据}，请您（贵单位）自收到本征求书之日起15个工作日内，书面告知本机关是否同意公开；不同意公开的，请说明理由。
不同意公开的，本机关不予公开；但是本机关认为不公开可能对公共利益造成重大影响的，将予以公开，并把公开的内容和理由书面通知您（贵单位）。
联系电话：{电话}。', '随程序提供'),
    ('COBODY_ASK_2008', 1, '共同制作机关意见征求函', '有申请人向本机关申请公开{信息}。该信息由本机关牵头、与贵单位共同制作，依照{依据}，请贵单位自收到本函之日起15个工作日内提出是否同意公开的意见。
联系电话：{电话}。', '随程序提供');

-- The last day for a fee is not known while the holidays on the way are not.
alter table requests.charge alter column due drop not null, add column term text not null default '20wd';
