-- The cases behind each cell of a bulletin; empty where there are none.
alter table statistics.bulletin_row add column links text[] not null default '{}';

-- What the program has drawn up by itself, so that each comes once, also when its draft is dropped.
create table statistics.drawn_up (
    kind text not null,
    first_day date not null,
    at timestamptz not null,
    primary key (kind, first_day)
);
