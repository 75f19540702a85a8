-- A payment is written once. Each index that it is in, and each time that its row is written anew, costs more than all that
-- is asked before it is made.

-- So it is not marked once it is in the figures: the payments that are in none yet are listed here, those of one transaction
-- in one row, and whoever counts them takes it away.
create table programmes.uncounted (
  id uuid primary key, -- of the first of them
  shops uuid[] not null,
  payments uuid[] not null,
  check (cardinality(payments) > 0 and cardinality(shops) = cardinality(payments))
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

insert into programmes.uncounted (id, shops, payments)
  select id, array[shop], array[id] from programmes.payment where not counted;

drop index programmes.payment_uncounted;
alter table programmes.payment drop column counted;

-- Whoever looks for the payments of some days, to settle them or to watch them, reads all that there are. Rows lie in the
-- order in which they were paid: it is enough to know of each stretch of the table which days are in it.
drop index programmes.payment_by_day;
create index payment_by_day on programmes.payment using brin (day) with (autosummarize = on);

-- The payment that was made of a wish is found by its transfer's time, with which its id begins; that there is one at most is
-- so since there is one transfer at most, in the same transaction.
drop index programmes.payment_by_transfer;
