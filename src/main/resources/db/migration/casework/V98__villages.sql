-- Where below its region a case lies, in words (村、社区); what has no region has no village.
alter table casework.counted add column village text not null default '', add check (village = '' or region <> '');
create index counted_of_village on casework.counted (kind, region, village, day desc, case_id desc) where village <> '';
