-- What is typed is kept by the form it is typed into: two windows with the same text never write over each other.
alter table content.autosave add column form_number bigint;
update content.autosave set form_number = document_id, document_id = greatest(document_id, 0);
alter table content.autosave alter column form_number set not null;
alter table content.autosave drop constraint autosave_pkey;
alter table content.autosave add primary key (person_id, form_number);
create index autosave_by_document on content.autosave (person_id, document_id, saved_at desc);
