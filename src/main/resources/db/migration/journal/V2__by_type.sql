-- All entries about one type of object, newest first, however rare they are.
create index entry_by_type on journal.entry (object_type, at desc, id desc);
