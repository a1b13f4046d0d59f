-- 机构编制审核: a list may be held against another one, the columns of the same name; and a number may have a ceiling beside it.
alter table disclosure.list_kind add column against text references disclosure.list_kind;
alter table disclosure.list_column add column at_most int;
alter table disclosure.list_column add foreign key (kind, at_most) references disclosure.list_column (kind, place);
-- Why a row may differ all the same, in the words of who put it in.
alter table disclosure.list_row add column because text not null default '';

insert into disclosure.list_kind (code, name, note, position) values
    ('staffing-plan', '三定规定', '各机构的性质、编制和领导职数，以印发的文件为准', 10);
insert into disclosure.list_column (kind, place, name, type, required, is_key) values
    ('staffing-plan', 1, '机构名称', 'TEXT', true, true), ('staffing-plan', 2, '机构性质', 'TEXT', true, false),
    ('staffing-plan', 3, '编制数', 'NUMBER', true, false), ('staffing-plan', 4, '领导职数', 'NUMBER', false, false),
    ('staffing-plan', 5, '文号', 'TEXT', true, false), ('staffing-plan', 6, '印发日期', 'DAY', true, false);
update disclosure.list_kind set against = 'staffing-plan' where code = 'establishment';
update disclosure.list_column set at_most = 3 where kind = 'establishment' and place = 4;

create index list_row_of_key on disclosure.list_row (kind, key) where current and not ended;
