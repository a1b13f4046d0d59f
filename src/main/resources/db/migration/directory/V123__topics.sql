-- Who makes topics: the county's editors, and whoever looks after a unit's site for that unit.
insert into directory.role_permission (role, permission) values
    ('editor', 'content.topics'),
    ('site-manager', 'content.topics');
