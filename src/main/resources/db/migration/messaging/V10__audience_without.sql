-- People who hold the right of the token but may not do this to-do, such as the author of what is to be reviewed.
alter table messaging.todo_audience add column without bigint[] not null default '{}';
