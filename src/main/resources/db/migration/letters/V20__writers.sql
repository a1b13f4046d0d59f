-- A signed-in writer is a citizen or an enterprise; the same id may be one of each.
alter table letters.letter add column member_kind text check (member_kind in ('CITIZEN', 'ENTERPRISE'));
drop index letters.letter_of_member;
create index letter_of_member on letters.letter (member_kind, member_id, received_at desc, case_id desc) where member_id is not null;
