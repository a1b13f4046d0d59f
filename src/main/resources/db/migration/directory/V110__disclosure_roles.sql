-- Who writes for a unit says where the text belongs in the catalogue; the disclosure office looks after everything else.
insert into directory.role_permission (role, permission) values
    ('contributor', 'disclosure.classify'),
    ('unit-reviewer', 'disclosure.classify'),
    ('editor', 'disclosure.classify'),
    ('editor', 'disclosure.manage');
