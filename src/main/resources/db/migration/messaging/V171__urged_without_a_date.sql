-- A case that waits has no date on which it could fall due. A text that somebody has edited stays his.
with said as (
    update messaging.template set text = '{{who}}催办 {{number}}：{{title}}（期限：{{due}}）。{{words}}', version = version + 1
    where name = 'case-urged' and text = '{{who}}催办 {{number}}：{{title}}，{{due}} 到期。{{words}}'
    returning name, version, text)
insert into messaging.template_version (template, version, text, reason, by_kind, by_id, made_at)
    select name, version, text, '没有期限的也读得通', 'PROGRAM', 0, now() from said;
