-- Another bank account for what a shop is settled. It waits before it is in force, so that any owner can cancel it.
create table programmes.bank_change (
  shop uuid not null,
  id uuid not null, -- version 7: newest last
  bank_account text not null, -- personal
  asked_by uuid not null,
  asked_at timestamptz not null,
  in_force_at timestamptz not null,
  cancelled_by uuid,
  cancelled_at timestamptz,
  entry uuid not null,
  salt text not null,
  cancel_entry uuid,
  cancel_salt text,
  primary key (shop, id),
  check (in_force_at > asked_at),
  check (cancelled_at < in_force_at),
  check ((cancelled_by is null) = (cancelled_at is null) and (cancel_entry is null) = (cancelled_at is null))
);

-- What a bank could not pay to a person. It is theirs, on the account that it left from, until they name another bank account.
create table programmes.unpaid (
  person uuid not null,
  payout uuid not null, -- that came back
  programme text, -- null where a service pays
  amount bigint not null,
  reason text, -- personal
  returned_at timestamptz not null,
  -- The payout that takes its place.
  again uuid,
  again_at timestamptz,
  bank_account text, -- personal
  by_officer uuid,
  entry uuid,
  salt text,
  primary key (person, payout),
  check (amount > 0),
  check ((again is null) = (again_at is null) and (again is null) = (bank_account is null) and (again is null) = (entry is null))
);

-- The rest of a wallet comes back at what it cost; `rest` is what left the wallet for that.
alter table programmes.change add column rest bigint;
update programmes.change set rest = amount;
alter table programmes.change alter column rest set not null, add check (rest >= amount);
