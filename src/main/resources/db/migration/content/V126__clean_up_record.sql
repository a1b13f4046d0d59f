-- What was found, mended and taken off in a month (清理记录).
create index hygiene_finding_by_finding on content.hygiene_finding (found_at);
create index hygiene_finding_by_change on content.hygiene_finding (changed_at) where state <> 'OPEN';
create index withdrawal_by_time on content.withdrawal (at);
