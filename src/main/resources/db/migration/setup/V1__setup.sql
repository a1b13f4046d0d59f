-- Parts of the first start that are done; written in the transaction of the part, so that a killed start goes on where it was.
create table setup.done (
    part text primary key
);
