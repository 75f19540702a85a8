-- What the treasury's officers did with a payment file: made it, sent it, took an answer of the bank in. Money and payouts
-- are the ledger's; here is who did what, and what opens its leaf in the public log.
create table programmes.payout_act (
  id uuid not null, -- of the file
  act uuid not null,
  kind text not null,
  at timestamptz not null,
  officer uuid not null,
  content jsonb not null, -- counts, sums and the codes of a bank: nobody is named
  entry uuid not null,
  salt text not null,
  primary key (id, act),
  check (kind in ('filed', 'sent', 'answered'))
);
