-- Which cases stand at a step, such as the leader's signature.
create index task_open_at on casework.task (node, case_id) where ended_at is null;
