-- With everything in the index that a list asks for, it is read in its order and no further than the page goes.
alter table messaging.todo_audience drop constraint todo_audience_pkey;
alter table messaging.todo_audience add primary key (token, until, since, todo_id) include (without);
