-- What readers report as wrong is put right by those who write and review for the unit, and by the county's editors.
insert into directory.role_permission (role, permission) values
    ('contributor', 'content.mistakes'),
    ('unit-reviewer', 'content.mistakes'),
    ('editor', 'content.mistakes');
