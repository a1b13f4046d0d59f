-- Who sees figures of cases of every kind sees what they make of them; the office that receives letters picks what leaders should read.
insert into directory.role_permission (role, permission) values
    ('letters-officer', 'statistics.analysis'),
    ('letters-officer', 'statistics.material'),
    ('county-leader', 'statistics.analysis'),
    ('supervisor', 'statistics.analysis'),
    ('supervisor', 'statistics.material'),
    ('unit-reviewer', 'statistics.analysis');
