-- The index reads each document whole and nothing else does: kept as it was written, it need not be unpacked and put together
-- again, which cost as much as a sixth of the work of indexing it.
alter table search.document
    alter column payload type json using payload::text::json,
    alter column payload set storage external;
