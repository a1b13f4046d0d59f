-- What tells one sending of the form from another: the same again, by a double click or the browser's retry, is the same import.
alter table content.import_job add column sending text;
create unique index on content.import_job (person_id, sending);
