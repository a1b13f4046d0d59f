-- What visitors ask for: how often, and how often nothing was found since it last found something. Nothing of who asked.
create table search.asked (
    words      text    primary key,
    times      integer not null,
    empty      integer not null,
    settled    boolean not null default false,
    last_asked date    not null
);
create index asked_in_vain on search.asked (empty desc, words) where empty > 0 and not settled;
create index asked_with_success on search.asked (times desc, words) where empty = 0;

-- Results that editors put first for certain words, from day to day.
create table search.promoted (
    id    bigint generated always as identity primary key,
    words text not null,
    title text not null,
    href  text not null,
    note  text not null default '',
    until date
);
create index promoted_words on search.promoted (words);

-- Groups of words that people use for each other, beside those of the program; one group of words between blanks.
create table search.synonym (
    id    bigint generated always as identity primary key,
    words text not null unique
);
