-- What applicants for information are told; where it is a matter of law, the letter itself is the notice and this only leads to it.
insert into messaging.template (name, label, text) values
    ('request-received', '信息公开申请已收到', '您的信息公开申请已收到，编号 {{number}}，查询码 {{code}}。受理机关会与您确认收到日期，答复期限从确认之日起计算。'),
    ('request-confirmed', '信息公开申请已确认', '编号 {{number}} 的信息公开申请，收到日期为 {{day}}，最迟 {{due}} 前答复。进度和期限请在网站“查进度”中查看。'),
    ('request-supplement', '信息公开申请需要补正', '编号 {{number}} 的信息公开申请需要补正，请在 {{until}} 前补正；没有正当理由逾期不补正的，视为放弃申请。'),
    ('request-extended', '信息公开申请延期答复', '编号 {{number}} 的信息公开申请经批准延期，最迟 {{due}} 前答复。'),
    ('request-suspended', '信息公开申请暂停计算期限', '编号 {{number}} 的信息公开申请正在等待：{{reason}}，这段时间不计入答复期限。'),
    ('request-answered', '信息公开申请已答复', '编号 {{number}} 的信息公开申请已经答复，请凭编号和查询码在网站“查进度”中查看答复和救济途径。'),
    ('request-ended', '信息公开申请办理结束', '编号 {{number}} 的信息公开申请办理结束：{{reason}}。');
insert into messaging.template_place (template, place, label, sample, position) values
    ('request-received', 'number', '编号', 'GK20261127-0012', 1),
    ('request-received', 'code', '查询码', '482913057614', 2),
    ('request-confirmed', 'number', '编号', 'GK20261127-0012', 1),
    ('request-confirmed', 'day', '收到日期', '2026年11月27日', 2),
    ('request-confirmed', 'due', '答复期限', '2026年12月25日', 3),
    ('request-supplement', 'number', '编号', 'GK20261127-0012', 1),
    ('request-supplement', 'until', '补正截止', '2026年12月11日', 2),
    ('request-extended', 'number', '编号', 'GK20261127-0012', 1),
    ('request-extended', 'due', '新的期限', '2027年1月25日', 2),
    ('request-suspended', 'number', '编号', 'GK20261127-0012', 1),
    ('request-suspended', 'reason', '原因', '征求第三方意见', 2),
    ('request-answered', 'number', '编号', 'GK20261127-0012', 1),
    ('request-ended', 'number', '编号', 'GK20261127-0012', 1),
    ('request-ended', 'reason', '原因', '逾期没有补正，视为放弃申请', 2);
insert into messaging.template_version (template, version, text, reason, by_kind, by_id, made_at)
    select name, 1, text, '随程序提供', 'PROGRAM', 0, now() from messaging.template t
    where not exists (select 1 from messaging.template_version v where v.template = t.name);
