-- One term of each axis takes what the words of no other term name, so that a proposal is always whole.
update disclosure.term set words = '*'
where words = '' and (axis, code) in (('STATUTORY', '15'), ('SUBJECT', '22'), ('GENRE', '17'));
