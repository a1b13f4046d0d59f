-- What kind of text an edition is (内容模型), and what it says in the places that its model has beside the body.
alter table content.edition add column model text not null default 'news';
alter table content.edition add column elements jsonb not null default '{}';
