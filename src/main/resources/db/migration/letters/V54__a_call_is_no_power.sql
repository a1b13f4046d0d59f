-- 来电 is what every record of a call says; of power speaks only who waits for it.
update letters.rule_word set retired = true, version = version + 1 where list = 'DUTY' and word = '来电' and shipped;
insert into letters.rule_word (list, word, folded, weight, target, shipped)
select 'DUTY', word, word, 2, '供电、电力、电网、发展和改革', true
from (values ('没来电'), ('不来电'), ('才来电'), ('能来电'), ('候来电')) as spoken (word)
on conflict do nothing;
