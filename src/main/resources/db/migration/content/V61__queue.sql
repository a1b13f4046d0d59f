-- What a reviewer of many sites narrows the queue by. The oldest come first, each filter along an index of its own.
alter table content.waiting add column site_id bigint, add column column_id bigint, add column state text;
update content.waiting w set site_id = d.site_id, column_id = e.column_id, state = e.state
from content.edition e join content.document d on d.id = e.document_id where e.id = w.edition_id;
alter table content.waiting alter column site_id set not null, alter column column_id set not null, alter column state set not null;
create index waiting_by_site on content.waiting (token, site_id, changed_at, edition_id);
create index waiting_by_column on content.waiting (token, column_id, changed_at, edition_id);
create index waiting_by_state on content.waiting (token, state, changed_at, edition_id);

-- Under the mark '!' only what is the turn of exactly this unit: a right over the county lets its holder sign a unit's own first step too,
-- but that is not what the county's reviewer is asked for. Publishing and the secrecy review belong to nobody nearer.
insert into content.waiting (token, changed_at, edition_id, barred, site_id, column_id, state)
select w.token || '!', w.changed_at, w.edition_id, w.barred, w.site_id, w.column_id, w.state
from content.waiting w join content.edition e on e.id = w.edition_id
where w.state <> 'REVIEW' or w.token = (select r.permission || '@' || (regexp_match(r.unit_path, '(\d+)/$'))[1] from content.review r
    where r.edition_id = e.id and r.round = e.round and r.verdict is null order by r.step limit 1);
