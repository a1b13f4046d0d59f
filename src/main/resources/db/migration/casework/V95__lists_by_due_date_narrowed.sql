-- A list by due dates walks what is open of the thing it is narrowed to, and not all that is open: each thing has its own range.
create index shelf_due_of_state on casework.shelf (unit_id, kind, sight, state, due, case_id)
    include (class, subject, region, lead_unit, late, received_at) where open;
create index shelf_due_of_class on casework.shelf (unit_id, kind, sight, class, due, case_id)
    include (state, subject, region, lead_unit, late, received_at) where open;
create index shelf_due_of_subject on casework.shelf (unit_id, kind, sight, subject, due, case_id)
    include (state, class, region, lead_unit, late, received_at) where open;
create index shelf_due_of_region on casework.shelf (unit_id, kind, sight, region, due, case_id)
    include (state, class, subject, lead_unit, late, received_at) where open;
create index shelf_due_of_lead on casework.shelf (unit_id, kind, sight, lead_unit, due, case_id)
    include (state, class, subject, region, late, received_at) where open;
create index shelf_overdue_by_due on casework.shelf (unit_id, kind, sight, due, case_id)
    include (state, class, subject, region, lead_unit, received_at) where late and open;
