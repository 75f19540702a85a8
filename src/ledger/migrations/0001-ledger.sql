-- The books. `shard` leads every key: accounts of one shard settle among themselves, so that a book can be split later.
-- A transfer and its entries are immutable: nothing here updates or deletes them, and a correction is a transfer back.

create table ledger.account (
  shard smallint not null,
  id uuid not null,
  -- A hot account is split into `lanes` rows, each with its own floor and cap; an ordinary one is a single row.
  lane smallint not null,
  lanes smallint not null,
  kind text not null,
  owner text not null, -- personal
  reference text,
  currency text not null,
  floor bigint not null,
  cap bigint not null,
  posted bigint not null default 0,
  primary key (shard, id, lane),
  check (lane >= 0 and lane < lanes),
  check (posted >= floor),
  check (posted <= cap)
) with (fillfactor = 80); -- room for the new version of a row on its own page, as only `posted` ever changes

create table ledger.transfer (
  shard smallint not null,
  id uuid not null,
  client text not null,
  key text not null,
  request_hash bytea not null,
  debit uuid not null,
  credit uuid not null,
  amount bigint not null,
  currency text not null,
  at timestamptz not null,
  purpose text not null,
  reference text, -- personal
  reverses uuid,
  primary key (shard, id),
  check (amount > 0),
  check (debit <> credit)
);

-- At most one reversal of a transfer, and the way to find it.
create unique index transfer_reverses on ledger.transfer (shard, reverses) where reverses is not null;

create table ledger.entry (
  shard smallint not null,
  account uuid not null,
  at timestamptz not null,
  transfer uuid not null,
  lane smallint not null,
  amount bigint not null, -- below zero leaves the account
  primary key (shard, account, at, transfer, lane),
  check (amount <> 0)
);
