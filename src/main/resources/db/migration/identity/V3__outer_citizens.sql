-- Whom an outer provider knows, linked to the account here. One provider vouches for an account once.
create table identity.outer_citizen (
    issuer varchar(300) not null,
    subject varchar(300) not null,
    citizen_id bigint not null references identity.citizen,
    linked_at timestamptz not null,
    primary key (issuer, subject),
    unique (citizen_id, issuer)
);
