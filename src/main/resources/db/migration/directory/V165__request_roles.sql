-- Who receives requests for information, answers them and is answerable for the annual report; units handle, leaders sign, supervisors see.
insert into directory.role (code, name, note, admin_kind, built_in, ordering) values
    ('requests-officer', '依申请公开受理员', '登记、分办、审核信息公开申请，制发文书，编写年度报告', null, true, 55);
insert into directory.role_permission (role, permission) values
    ('requests-officer', 'requests.see'),
    ('requests-officer', 'requests.office'),
    ('requests-officer', 'requests.handle'),
    ('requests-officer', 'requests.publish'),
    ('requests-officer', 'requests.setup'),
    ('letters-handler', 'requests.handle'),
    ('county-leader', 'requests.see'),
    ('county-leader', 'requests.lead'),
    ('supervisor', 'requests.see');
