-- The supervision office sees every step of every letter that is not guarded, makes orders and checks; units handle what they are ordered.
insert into directory.role (code, name, note, admin_kind, built_in, ordering) values
    ('supervisor', '督查室人员', '查看各单位办件的每一步，下达督办单，开展专项督查', null, true, 54);
insert into directory.role_permission (role, permission) values
    ('supervisor', 'supervision.see'),
    ('supervisor', 'supervision.office'),
    ('supervisor', 'letters.see'),
    ('supervisor', 'statistics.bulletins'),
    ('letters-officer', 'supervision.see'),
    ('letters-handler', 'supervision.handle'),
    ('county-leader', 'supervision.see'),
    ('county-leader', 'supervision.lead');
