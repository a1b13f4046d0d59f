-- Editions that wait for somebody's decision, under a token for the right that is needed in the unit and in each unit above it:
-- 'content.review@7'. What waits for a person is an index range for each right held. Barred is who may not decide in any case.
create table content.waiting (
    token      text not null,
    changed_at timestamptz not null,
    edition_id bigint not null references content.edition,
    barred     bigint[] not null,
    primary key (token, changed_at, edition_id)
);
create index waiting_by_edition on content.waiting (edition_id);

insert into content.waiting (token, changed_at, edition_id, barred)
select decider.permission || '@' || unit.id, e.changed_at, e.id, e.authors || coalesce(e.submitted_by, 0) || decider.signed
from content.edition e join content.column_ c on c.id = e.column_id
cross join lateral (
    (select line.permission, line.unit_path,
            array(select signed.person_id from content.review signed
                  where signed.edition_id = e.id and signed.round = e.round and signed.verdict is not null)
     from content.review line
     where e.state = 'REVIEW' and line.edition_id = e.id and line.round = e.round and line.verdict is null
     order by line.step limit 1)
    union all
    select case e.state when 'SECRECY' then 'content.secrecy' else 'content.publish' end, c.unit_path, '{}'
    where e.state in ('SECRECY', 'READY')) decider (permission, unit_path, signed)
cross join lateral unnest(string_to_array(trim(both '/' from decider.unit_path), '/')) unit (id);

-- What came back to the person who had submitted it.
create index edition_returned on content.edition (submitted_by, changed_at desc, id desc) where state = 'RETURNED';
