-- Limits of requests under the regulation of 2008, which a new installation is given with the kind: as long as those that held for
-- them until now, in each version, with what they rest on.
insert into casework.limit_rule (kind, code, name, nature, class, begins, ends, term, stops, extensions, extension_most, warnings, basis, valid_from, valid_until)
select r.kind, r.code || '-2008', r.name, r.nature, r.class, r.begins, r.ends, r.term, r.stops, r.extensions, r.extension_most, r.warnings, old.basis,
    r.valid_from, r.valid_until
from casework.limit_rule r join (values
    ('confirm', '2008年条例第二十四条：答复期限自收到申请之日起算，收到当天登记'),
    ('supplement', '2008年条例第二十一条第（四）项：申请内容不明确的，告知申请人更改、补充；没有规定逾期的后果'),
    ('opinion', '2008年条例第二十三条、第二十四条：书面征求第三方意见，所需时间不计算在答复期限内；天数由本机关确定')) as old (code, basis) on old.code = r.code
where r.kind = 'request' and not exists (select from casework.limit_rule k where k.kind = 'request' and k.code = r.code || '-2008');

update casework.ground set basis = basis || '；2008年条例第二十三条、第二十四条'
where kind = 'request' and purpose = 'SUSPEND' and basis = '条例第三十二条';
update casework.ground set basis = basis || '；2008年条例没有规定'
where kind = 'request' and purpose = 'SUSPEND' and basis = '条例第三十四条';
