-- Sixteen shards, each row in that of its id (model.ts, `shardOf`); lots, which are lanes that expire; money that is held.

alter table ledger.account
  alter column lane type bigint, -- the lane of a lot is its expiry, in milliseconds since 1970
  add column expires_at timestamptz,
  -- On lane 0: whether the account has lots too. Whoever locks lane 0 of an account may touch all its lots.
  add column lots boolean not null default false,
  -- What open holds keep back. An expired one counts until somebody needs its money: see holds.ts.
  add column held bigint not null default 0,
  drop constraint account_check,
  drop constraint account_check1,
  drop constraint account_check2,
  add constraint account_lane check (lane >= 0 and (expires_at is null) = (lane < lanes)),
  add constraint account_floor check (held >= 0 and posted - held >= floor),
  add constraint account_cap check (posted <= cap);

create index account_lots on ledger.account (shard, expires_at, id) where expires_at is not null;

alter table ledger.transfer
  add column lot timestamptz, -- the expiry of what was given
  add column hold uuid; -- the hold that was captured by it

alter table ledger.entry alter column lane type bigint;

update ledger.account set shard = get_byte(uuid_send(id), 0) >> 4;
update ledger.transfer set shard = get_byte(uuid_send(id), 0) >> 4;
update ledger.entry set shard = get_byte(uuid_send(account), 0) >> 4;

-- Money kept back for a payment that is not certain yet. It becomes transfers (captured), or nothing.
create table ledger.hold (
  shard smallint not null,
  id uuid not null,
  client text not null,
  key text not null,
  request_hash bytea not null,
  account uuid not null,
  amount bigint not null,
  currency text not null,
  at timestamptz not null,
  expires_at timestamptz not null,
  purpose text not null,
  reference text, -- personal
  state text not null default 'open',
  -- What ended it, with its request: the same capture asked again is answered as the first time.
  closed_at timestamptz,
  captured_by uuid,
  capture_hash bytea,
  captured uuid[],
  primary key (shard, id),
  check (amount > 0),
  check (expires_at > at),
  check (state in ('open', 'captured', 'released', 'expired')),
  check ((state = 'open') = (closed_at is null)),
  check ((state = 'captured') = (captured_by is not null))
);

-- Which lanes an open hold keeps back, in the shard of the account. Gone when it is closed.
create table ledger.held (
  shard smallint not null,
  account uuid not null,
  lane bigint not null,
  hold uuid not null,
  amount bigint not null,
  expires_at timestamptz not null,
  primary key (shard, account, hold, lane),
  check (amount > 0)
);
create index held_expiring on ledger.held (shard, expires_at);
