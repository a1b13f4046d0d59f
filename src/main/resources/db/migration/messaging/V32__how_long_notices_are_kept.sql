-- What has left keeps its address and its values for a month, itself for a year.
create index outgoing_to_erase on messaging.outgoing (created_at) where erased_at is null and state <> 'waiting';
create index outgoing_to_delete on messaging.outgoing (created_at) where erased_at is not null;
