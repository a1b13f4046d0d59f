-- The regulation of 2008 said nothing of what follows when an applicant does not complete a request.
insert into messaging.template (name, label, text) values
    ('request-supplement-2008', '信息公开申请需要补正（2008 年条例）', '编号 {{number}} 的信息公开申请需要更改、补充，请在 {{until}} 前提交；提交以前不计算答复期限。');
insert into messaging.template_place (template, place, label, sample, position) values
    ('request-supplement-2008', 'number', '编号', 'GK20190314-0012', 1),
    ('request-supplement-2008', 'until', '补正截止', '2019年3月28日', 2);
insert into messaging.template_version (template, version, text, reason, by_kind, by_id, made_at)
    select name, 1, text, '随程序提供', 'PROGRAM', 0, now() from messaging.template t
    where not exists (select 1 from messaging.template_version v where v.template = t.name);
