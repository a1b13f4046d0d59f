-- What makes a form that is sent twice one order.
alter table supervision.order_sheet add column once text;
create unique index order_once on supervision.order_sheet (once);
