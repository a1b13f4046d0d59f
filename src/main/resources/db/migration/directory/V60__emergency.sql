-- The deputy head, who signs the secrecy review, may publish in an emergency; a second person confirms it afterwards.
insert into directory.role_permission (role, permission) values ('deputy-head', 'content.emergency');
