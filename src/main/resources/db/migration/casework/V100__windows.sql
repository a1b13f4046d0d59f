-- A time in which something may be done that need not be done; nothing is late when it passes.
alter table casework.limit_rule drop constraint limit_rule_nature_check,
    add constraint limit_rule_nature_check check (nature in ('LEGAL', 'PROMISED', 'STEP', 'ASSISTING', 'GIVEN', 'WINDOW'));
