insert into directory.role (code, name, note, admin_kind, built_in, ordering) values
    ('window-clerk', '窗口人员', '在政务服务窗口核对证件，为群众和企业核验实名', null, true, 50);
insert into directory.role_permission (role, permission) values ('window-clerk', 'identity.verify');
