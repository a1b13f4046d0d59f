-- Whoever edits the county's sites keeps the words by which letters and replies are read.
insert into directory.role_permission (role, permission) values ('editor', 'letters.rules');
