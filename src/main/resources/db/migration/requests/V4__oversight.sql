-- What the list of the supervising body (公开申请监督) is narrowed to, kept with each act beside what is already here.
alter table requests.request
    add column standing text not null default 'SUBMITTED' check (standing in ('SUBMITTED', 'HANDLING', 'WAITING', 'ENDED')),
    add column late boolean not null default false;
update requests.request r set standing = case
    when ended_on is not null then 'ENDED'
    when received_on is null then 'SUBMITTED'
    when exists (select from requests.opinion o where o.case_id = r.case_id and o.answer is null)
        or exists (select from requests.charge c where c.case_id = r.case_id and c.paid_on is null) then 'WAITING'
    else 'HANDLING' end;
create index request_by_body on requests.request (body_id, case_id desc);
create index request_by_standing on requests.request (standing, case_id desc);
create index request_by_outcome on requests.request (outcome, case_id desc) where outcome is not null;
create index request_late on requests.request (case_id desc) where late;
create index request_open on requests.request (body_id, late) where standing <> 'ENDED';
