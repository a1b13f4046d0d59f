-- Every edit of a year makes a new version; the highest one is in force, the others stay readable.
-- region is '' for the notice of the State Council, otherwise an administrative code prefix such as '45'.
create table calendar.year_version (
    id           bigint generated always as identity primary key,
    year         int not null,
    region       text not null,
    version      int not null,
    made_at      timestamptz not null,
    made_by_kind text not null,
    made_by_id   bigint not null,
    reason       text not null,
    notice       text not null,
    unique (year, region, version)
);

-- Days that differ from the rule Monday to Friday.
create table calendar.special_day (
    version_id bigint not null references calendar.year_version,
    day        date not null,
    kind       text not null check (kind in ('HOLIDAY', 'WORKDAY')),
    name       text not null,
    primary key (version_id, day)
);
