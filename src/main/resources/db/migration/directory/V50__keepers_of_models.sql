-- Whoever looks after the columns looks after the kinds of texts that they take.
insert into directory.role_permission (role, permission) values ('editor', 'content.models');
