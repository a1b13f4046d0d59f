-- Cases that an officer picked for the digest: what readers of the digest read of them. Nothing of a guarded case stands here, and of one that
-- becomes guarded nothing is shown.
create table statistics.material (
    case_id bigint primary key,
    kind text not null,
    picked date not null,
    title text not null,
    excerpt text not null,
    note text not null default '',
    by_id bigint not null,
    at timestamptz not null,
    version int not null default 0
);
create index material_by_day on statistics.material (picked desc, case_id desc);
