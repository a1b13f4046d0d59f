-- Who receives, answers, signs and publishes letters, and who alone may know an informer.
insert into directory.role (code, name, note, admin_kind, built_in, ordering) values
    ('letters-officer', '信箱管理员', '受理、转办、审核和公开来信', null, true, 50),
    ('letters-handler', '来信承办人', '签收并答复交给本单位的来信', null, true, 51),
    ('county-leader', '县领导', '批示来信，签发重要答复', null, true, 52),
    ('report-officer', '举报受理员', '受理举报，唯一可以知道举报人是谁', null, true, 53);
insert into directory.role_permission (role, permission) values
    ('letters-officer', 'letters.see'),
    ('letters-officer', 'letters.office'),
    ('letters-officer', 'letters.publish'),
    ('letters-officer', 'letters.mailboxes'),
    ('letters-handler', 'letters.handle'),
    ('county-leader', 'letters.see'),
    ('county-leader', 'letters.lead'),
    ('report-officer', 'letters.office'),
    ('report-officer', 'letters.guarded');
