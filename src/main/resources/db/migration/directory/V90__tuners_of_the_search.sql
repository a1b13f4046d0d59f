-- Whoever edits the county's sites sees what their visitors do not find.
insert into directory.role_permission (role, permission) values ('editor', 'search.tune');
