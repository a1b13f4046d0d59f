-- The office that receives letters makes the bulletins about them.
insert into directory.role_permission (role, permission) values
    ('letters-officer', 'statistics.bulletins');
