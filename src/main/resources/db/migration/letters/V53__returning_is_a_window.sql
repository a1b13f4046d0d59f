-- A unit may return a letter within a day; whoever handles it instead is not late.
with window_ as (
    update casework.limit_rule set nature = 'WINDOW', ends = 'RETURNED', warnings = '{}' where kind = 'letter' and code = 'return'
    returning id)
update casework.running r set nature = 'WINDOW', next_warning = null, late = case when r.ended_at is not null then false end, late_by = null
where r.rule_id in (select id from window_);
