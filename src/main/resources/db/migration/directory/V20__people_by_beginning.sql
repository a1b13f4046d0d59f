-- People are looked for by what their name or account begins with: a range of an index in the order of the letters' codes,
-- whatever order the database itself was made with.
create index person_name_beginning on directory.person (name collate "C", id);
create index person_account_beginning on directory.person (account collate "C", id);
