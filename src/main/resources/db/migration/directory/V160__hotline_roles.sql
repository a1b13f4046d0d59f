-- Who takes calls, who dispatches and checks, who calls back, and who handles what the hotline gives to units.
insert into directory.role (code, name, note, admin_kind, built_in, ordering) values
    ('hotline-agent', '热线话务员', '接听来电，登记、直接答复和派发工单', null, true, 55),
    ('hotline-officer', '热线办', '派单、审核、裁定，管理知识库和热线设置', null, true, 56),
    ('hotline-call-back', '热线回访员', '按脚本回访，登记是否解决、是否满意', null, true, 57),
    ('hotline-handler', '热线工单承办人', '签收并办理交给本单位的工单，维护本单位知识', null, true, 58);
insert into directory.role_permission (role, permission) values
    ('hotline-agent', 'hotline.agent'),
    ('hotline-agent', 'hotline.see'),
    ('hotline-officer', 'hotline.see'),
    ('hotline-officer', 'hotline.office'),
    ('hotline-officer', 'hotline.agent'),
    ('hotline-officer', 'hotline.guarded'),
    ('hotline-officer', 'hotline.callback'),
    ('hotline-officer', 'hotline.settings'),
    ('hotline-officer', 'hotline.knowledge'),
    ('hotline-officer', 'hotline.knowledge-office'),
    ('hotline-officer', 'supervision.see'),
    ('hotline-officer', 'casework.rules'),
    ('hotline-officer', 'casework.processes'),
    ('hotline-call-back', 'hotline.callback'),
    ('hotline-call-back', 'hotline.see'),
    ('hotline-handler', 'hotline.handle'),
    ('hotline-handler', 'hotline.knowledge'),
    ('county-leader', 'hotline.see'),
    ('county-leader', 'hotline.lead'),
    ('supervisor', 'hotline.see');
