-- How strictly a county has its replies checked, where it is not as shipped. A dozen rows at most, read as a whole.
create table letters.reply_strictness (
    rule text primary key,
    strictness text not null
);
