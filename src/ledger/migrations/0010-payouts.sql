-- Money that leaves the books for bank accounts. The money itself moves by transfers: to the account `payout` when a payout
-- is ordered, from there to `bank` when the bank has paid it, or back when the bank refuses.

create table ledger.payout (
  shard smallint not null, -- of the id
  id uuid not null,
  client text not null,
  key text not null,
  account uuid not null, -- that it came from, and comes back to
  payer text not null, -- by whose bank account it is paid
  amount bigint not null,
  currency text not null,
  bank_account text not null, -- personal
  name text, -- personal; of the holder, known at the latest when the file is made
  at timestamptz not null,
  purpose text not null,
  reference text, -- personal
  transfer uuid not null, -- that took it from the account
  state text not null default 'ordered',
  file uuid,
  -- What the bank said last, and the transfer that followed from it.
  answered_at timestamptz,
  reason text, -- personal
  answer_transfer uuid,
  primary key (shard, id),
  check (amount > 0),
  check (state in ('ordered', 'filed', 'accepted', 'settled', 'rejected', 'returned')),
  check ((state = 'ordered') = (file is null))
);

create index payout_to_file on ledger.payout (shard, at, id) where state = 'ordered';
create index payout_of_account on ledger.payout (shard, account, at, id);
create index payout_of_file on ledger.payout (shard, file, payer, currency, id) where file is not null;
create index payout_unanswered on ledger.payout (shard, file) where state in ('filed', 'accepted');

-- A file of payouts for a bank. Its text is not kept: it is written anew from the rows, the same each time.
create table ledger.payout_file (
  shard smallint not null, -- of the id
  id uuid not null, -- without hyphens the id of the message
  client text not null,
  key text not null,
  initiator text not null,
  made_at timestamptz not null,
  execute_on date not null,
  payments integer not null,
  state text not null default 'made',
  sent_at timestamptz,
  answered_at timestamptz,
  primary key (shard, id),
  check (payments > 0),
  check (state in ('made', 'sent', 'answered'))
);

create index payout_file_by_time on ledger.payout_file (shard, made_at, id);

-- Its payouts by payer and currency: what the bank takes from one account at once.
create table ledger.payout_batch (
  shard smallint not null, -- of the file
  file uuid not null,
  nth smallint not null,
  payer text not null,
  currency text not null,
  decimals smallint not null,
  debtor jsonb not null, -- the payer's name, bank account and bank, as they were
  payments integer not null,
  amount bigint not null,
  primary key (shard, file, nth),
  check (payments > 0),
  check (amount > 0)
);
