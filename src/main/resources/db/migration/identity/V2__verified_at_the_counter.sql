-- Who saw the document at the counter, and when. As long as nobody has, an identity number is only declared, and may be declared from
-- another phone as well: otherwise whoever typed a stranger's number first could keep the stranger out.
alter table identity.citizen drop constraint citizen_identity_number_digest_key;
create unique index citizen_verified_once on identity.citizen (identity_number_digest) where level = 'VERIFIED';
alter table identity.citizen add column verified_at timestamptz, add column verified_by bigint;
alter table identity.enterprise add column verified_at timestamptz, add column verified_by bigint;
create index citizen_verified_by on identity.citizen (verified_by, verified_at) where level = 'VERIFIED';
create index enterprise_verified_by on identity.enterprise (verified_by, verified_at) where level = 'VERIFIED';
