-- The office makes the county's bulletins, a bureau its own.
insert into directory.role_permission (role, permission) values
    ('editor', 'statistics.bulletins'),
    ('unit-reviewer', 'statistics.bulletins');
