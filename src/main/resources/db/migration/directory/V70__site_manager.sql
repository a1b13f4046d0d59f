-- Looks after the site of one unit and its columns; what the county decides for all sites stays out of reach.
insert into directory.role (code, name, note, admin_kind, built_in, ordering) values
    ('site-manager', '网站管理员', '管理本单位站点的栏目、首页编排、推荐位和台账', null, true, 35);
insert into directory.role_permission (role, permission) values
    ('site-manager', 'content.sites'),
    ('site-manager', 'content.columns');
