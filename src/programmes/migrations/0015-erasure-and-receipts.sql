-- A person who is erased takes the salts of their acts along: null from then on.
alter table programmes.taking alter column salt drop not null;
alter table programmes.share alter column salt drop not null;
alter table programmes.change alter column salt drop not null;
alter table programmes.payment alter column salt drop not null;
alter table programmes.refund alter column salt drop not null;
alter table programmes.note_moved alter column salt drop not null;
alter table programmes.paper_act alter column salt drop not null;
alter table programmes.office_act alter column salt drop not null;
alter table programmes.clerk_act alter column salt drop not null;
alter table programmes.bank_change alter column salt drop not null;

-- Whose a note's money became.
create index note_moved_by_person on programmes.note_moved (person);

-- What an officer took for people at a counter: its receipts are theirs to see.
create index taking_by_officer on programmes.taking (by_officer, id) where by_officer is not null;
