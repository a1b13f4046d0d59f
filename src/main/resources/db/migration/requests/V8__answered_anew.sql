-- A request that is handled again owes an answer within the same time, counted from that day.
update casework.limit_rule set begins = 'ACCEPTED,REOPENED' where kind = 'request' and code in ('answer', 'answer-2008') and begins = 'ACCEPTED';
