-- Of one form there is one batch.
alter table casework.paper_batch add column once text;
create unique index paper_batch_once on casework.paper_batch (once) where once is not null;
