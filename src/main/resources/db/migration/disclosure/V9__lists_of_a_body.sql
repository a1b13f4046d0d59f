-- Everything of one body, and its library, in the order in which the lists show them.
create index entry_of_body on disclosure.entry (body_id, order_key desc, document_id desc) where live;
create index entry_library_of_body on disclosure.entry (body_id, rank, order_key desc, document_id desc)
    where live and validity is not null;
