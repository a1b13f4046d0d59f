-- Who sees how columns are kept, who is told when one has lapsed, and who keeps the rules.
insert into directory.role_permission (role, permission) values
    ('contributor', 'evaluation.view'),
    ('unit-reviewer', 'evaluation.view'),
    ('deputy-head', 'evaluation.view'),
    ('deputy-head', 'evaluation.head'),
    ('editor', 'evaluation.view'),
    ('editor', 'evaluation.manage');
