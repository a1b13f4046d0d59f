-- Pictures and forms that the demonstration has made, by the name under which its articles ask for them.
create table setup.file (
    name text primary key,
    file_id bigint not null
);
