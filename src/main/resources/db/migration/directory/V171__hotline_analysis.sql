-- The hotline's office analyses what people call about, and picks what leaders should read.
insert into directory.role_permission (role, permission) values
    ('hotline-officer', 'statistics.analysis'),
    ('hotline-officer', 'statistics.material');
