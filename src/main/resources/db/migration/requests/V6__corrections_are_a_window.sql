-- A correction may be asked for within seven days; whoever needs none is not late.
with window_ as (
    update casework.limit_rule set nature = 'WINDOW', ends = 'SUPPLEMENT_ASKED', warnings = '{0}' where kind = 'request' and code = 'askSupplement'
    returning id)
update casework.running r set nature = 'WINDOW', next_warning = null, late = case when r.ended_at is not null then false end, late_by = null
where r.rule_id in (select id from window_);
