-- What is for the whole county has a token of its own; before, it was kept for the unit with id 1.
update messaging.todo_audience set token = replace(token, '@1', '@all')
    where token in ('calendar.edit@1', 'messaging.outbox@1', 'journal.read@1');
