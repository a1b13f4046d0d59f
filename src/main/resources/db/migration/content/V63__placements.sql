-- Articles that another site shows in a column of its own: recommended by their unit, or handed down by the county. The article stays
-- one; what stands in the other column is a line of it.
create table content.placement (
    id          bigint generated always as identity primary key,
    document_id bigint not null references content.document,
    column_id   bigint not null references content.column_,
    site_id     bigint not null references content.site,
    kind        text not null check (kind in ('RECOMMENDED', 'PUSHED')),
    state       text not null check (state in ('ASKED', 'LISTED', 'DECLINED', 'REMOVED')),
    declinable  boolean not null default true,
    asked_by    bigint not null,
    asked_at    timestamptz not null,
    words       text not null default '',
    decided_by  bigint,
    decided_at  timestamptz,
    reason      text not null default '',
    check (state = 'ASKED' or decided_by is not null and decided_at is not null),
    check (state not in ('DECLINED', 'REMOVED') or reason <> '')
);
create unique index one_placement on content.placement (document_id, column_id) where state in ('ASKED', 'LISTED');
create index placement_by_document on content.placement (document_id, id desc);
create index placement_asked on content.placement (id desc) where state = 'ASKED';
create index placement_listed on content.placement (site_id, id desc) where state = 'LISTED';
create index placement_in_column on content.placement (column_id) where state = 'LISTED';
create index placement_by_asker on content.placement (asked_by, id desc);

-- Every column in which a live article stands itself; the columns above each are those of its lists.
create view content.shelf as
select d.id as document_id, e.column_id
from content.document d join content.edition e on e.id = d.live_edition_id and e.state = 'LIVE'
union
select p.document_id, p.column_id
from content.placement p join content.document d on d.id = p.document_id and d.live_edition_id is not null
where p.state = 'LISTED';
