-- Whom to ask without a last day, because the next year's holidays are not known, comes last and is read by key like the others.
drop index hotline.call_back_open;
create index call_back_open on hotline.call_back ((coalesce(due, date '9999-12-31')), id) where state = 'OPEN';
