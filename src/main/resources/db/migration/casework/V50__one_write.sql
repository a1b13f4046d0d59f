-- An act writes its rows as one statement (ADR 0137): ids of limits come in blocks like those of tasks, and which units assist is
-- read with the row under its lock.
alter sequence casework.running_id_seq increment by 100;
alter table casework.cases add column assisting text[] not null default '{}';
update casework.cases c set assisting = (select coalesce(array_agg(a.unit_path order by a.asked_at, a.unit_path), '{}')
    from casework.assisting a where a.case_id = c.id);
