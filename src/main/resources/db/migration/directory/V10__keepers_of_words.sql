-- Whoever looks after the columns looks after the words that texts are checked for.
insert into directory.role_permission (role, permission) values ('editor', 'content.words');
