-- Films that are made into what every browser plays (视频转换), in the background: a queue that survives a restart.
create table content.film (
    file_id bigint primary key,
    state text not null check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    attempts int not null default 0,
    web_file_id bigint,
    poster_file_id bigint,
    note text not null default '',
    asked_at timestamptz not null,
    changed_at timestamptz not null
);
create index film_waiting on content.film (asked_at) where state in ('WAITING', 'RUNNING');
create index film_by_web on content.film (web_file_id);
create index film_by_poster on content.film (poster_file_id);
