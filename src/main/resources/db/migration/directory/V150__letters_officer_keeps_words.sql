-- Whoever receives the letters keeps the words by which letters and replies are read.
insert into directory.role_permission (role, permission) values ('letters-officer', 'letters.rules');
