-- The writer is told that a letter is handled again.
insert into messaging.template (name, label, text) values
    ('letter-reopened', '来信重新办理', '编号 {{number}} 的来信正在重新办理，答复期限重新计算。请凭编号和查询码在网站“查进度”中查看。');
insert into messaging.template_place (template, place, label, sample, position) values
    ('letter-reopened', 'number', '编号', '20261127001', 1);
insert into messaging.template_version (template, version, text, reason, by_kind, by_id, made_at)
    select name, 1, text, '随程序提供', 'PROGRAM', 0, now() from messaging.template where name = 'letter-reopened';
