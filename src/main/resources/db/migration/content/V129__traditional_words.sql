-- How the county itself writes a word in traditional characters, where the dictionary does not know it.
create table content.traditional_word (
    simplified  text primary key,
    traditional text not null
);
