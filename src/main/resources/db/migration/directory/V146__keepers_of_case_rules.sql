-- Who keeps the limits, the grounds and the processes of cases: whoever receives them for the county.
insert into directory.role_permission (role, permission) values
    ('letters-officer', 'casework.rules'),
    ('letters-officer', 'casework.processes');
