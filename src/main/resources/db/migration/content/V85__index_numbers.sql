-- Serials are counted by all that stands before them in a number: whatever rule makes the same prefix counts on.
create table content.index_counter (
    prefix text primary key,
    last bigint not null
);
insert into content.index_counter (prefix, last)
    select prefix || '/' || year || '-', last from content.index_sequence;
drop table content.index_sequence;

-- Given once, at first publication; never changed by an edit or a move.
create function content.keep_index_number() returns trigger language plpgsql as $$
begin
    raise exception 'the index number of document % is kept', old.id;
end $$;
create trigger keep_index_number before update of index_number on content.document
    for each row when (old.index_number is not null and new.index_number is distinct from old.index_number)
    execute function content.keep_index_number();
