-- Lists of tickets for other programs are read along the shelf of cases.
drop index hotline.ticket_newest;
