-- The caller is told the number of the ticket, and that it was answered.
insert into messaging.template (name, label, text) values
    ('ticket-received', '热线已登记', '您来电反映的事情已经登记，编号 {{number}}，查询码 {{code}}，可以在网站“查进度”中查看。'),
    ('ticket-answered', '热线已答复', '您来电反映的事情（编号 {{number}}）已经答复，可以凭编号和查询码在网站“查进度”中查看，也可以拨打 12345。');
insert into messaging.template_place (template, place, label, sample, position) values
    ('ticket-received', 'number', '编号', 'RX20261127-0001', 1),
    ('ticket-received', 'code', '查询码', '482190371160', 2),
    ('ticket-answered', 'number', '编号', 'RX20261127-0001', 1);
insert into messaging.template_version (template, version, text, reason, by_kind, by_id, made_at)
    select name, 1, text, '随程序提供', 'PROGRAM', 0, now() from messaging.template
    where name in ('ticket-received', 'ticket-answered');
