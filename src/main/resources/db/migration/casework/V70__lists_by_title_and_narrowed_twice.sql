-- A list that is narrowed by several things at once, or to titles that begin alike, is one range of an index: what else is asked for stands in
-- the same index, and no row has to be looked at that the list does not show.
drop index casework.cases_by_title, casework.shelf_by_time, casework.shelf_by_state, casework.shelf_by_subject,
    casework.shelf_by_region, casework.shelf_by_lead, casework.shelf_late, casework.shelf_by_due;
alter table casework.shelf add column title text;
update casework.shelf s set title = c.title from casework.cases c where c.id = s.case_id;
alter table casework.shelf alter column title set not null;
create index shelf_by_time on casework.shelf (unit_id, kind, sight, received_at desc, case_id desc)
    include (state, class, subject, region, lead_unit, open, late);
create index shelf_by_state on casework.shelf (unit_id, kind, sight, state, received_at desc, case_id desc)
    include (class, subject, region, lead_unit, open, late);
create index shelf_by_subject on casework.shelf (unit_id, kind, sight, subject, received_at desc, case_id desc)
    include (state, class, region, lead_unit, open, late);
create index shelf_by_region on casework.shelf (unit_id, kind, sight, region, received_at desc, case_id desc)
    include (state, class, subject, lead_unit, open, late);
create index shelf_by_lead on casework.shelf (unit_id, kind, sight, lead_unit, received_at desc, case_id desc)
    include (state, class, subject, region, open, late);
create index shelf_late on casework.shelf (unit_id, kind, sight, received_at desc, case_id desc)
    include (state, class, subject, region, lead_unit, open, late) where late;
create index shelf_overdue on casework.shelf (unit_id, kind, sight, received_at desc, case_id desc)
    include (state, class, subject, region, lead_unit, open, late) where late and open;
create index shelf_open on casework.shelf (unit_id, kind, sight, received_at desc, case_id desc)
    include (state, class, subject, region, lead_unit, open, late) where open;
create index shelf_by_due on casework.shelf (unit_id, kind, sight, due, case_id)
    include (state, class, subject, region, lead_unit, open, late, received_at) where open;
create index shelf_by_title on casework.shelf (unit_id, kind, sight, title collate "C", case_id)
    include (state, class, subject, region, lead_unit, open, late, received_at);
