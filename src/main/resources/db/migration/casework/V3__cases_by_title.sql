-- Titles that begin with what somebody typed.
create index cases_by_title on casework.cases (kind, title collate "C", id);
