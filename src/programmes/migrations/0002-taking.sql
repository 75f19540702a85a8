-- What people do with what they took, and how far the jobs over all people have got.

-- What was paid for it so far, so that parts of any size together cost what the whole does.
alter table programmes.entitlement add column paid bigint not null default 0 check (paid >= 0);

-- What was given back is an act of its own.
alter table programmes.taking
  add column back_entry uuid,
  add column back_salt text;
create index taking_by_expiry on programmes.taking (programme, expires_at, person, id) where state = 'done';

-- What somebody gave to one of those with whom they may share it.
create table programmes.share (
  person uuid not null,
  id uuid not null, -- version 7: newest last
  programme text not null,
  receiver uuid not null,
  amount bigint not null,
  region text, -- personal
  shared_at timestamptz not null,
  key text not null,
  entry uuid not null,
  salt text not null,
  primary key (person, id),
  unique (person, key),
  check (amount > 0),
  check (person <> receiver)
);
create index share_by_receiver on programmes.share (receiver, programme, id);

-- The rest of a wallet that was paid out as cash.
create table programmes.change (
  person uuid not null,
  id uuid not null,
  programme text not null,
  amount bigint not null,
  payout uuid not null,
  paid_at timestamptz not null,
  key text not null,
  entry uuid not null,
  salt text not null,
  primary key (person, id),
  unique (person, key),
  check (amount > 0)
);

-- A card of which the spending counts. Of its number there are the last digits, and what tells it from other cards.
create table programmes.card (
  person uuid not null,
  programme text not null,
  period date not null,
  taking uuid not null,
  card text not null, -- personal; a slow hash, with a salt of this installation
  last_digits text not null, -- personal
  spend bigint not null, -- from here on it is given back
  back bigint not null,
  spent bigint not null default 0,
  bank_account text not null, -- personal
  paid_at timestamptz,
  payout uuid,
  primary key (person, programme, period),
  check (spent >= 0)
);
create unique index card_in_use on programmes.card (card, programme, period);

-- What card companies have reported: each report counts once.
create table programmes.card_report (
  programme text not null,
  key text not null,
  card text not null, -- personal
  amount bigint not null,
  reported_at timestamptz not null,
  primary key (programme, key)
);

-- Who is paid each month without asking again, and where to.
create table programmes.standing (
  person uuid not null,
  programme text not null,
  channel text not null,
  bank_account text not null, -- personal
  since timestamptz not null,
  primary key (person, programme)
);
create index standing_by_programme on programmes.standing (programme, person);

-- How far a job that goes through all people has got: it is stopped and goes on, in this process or another.
create table programmes.round (
  programme text not null,
  kind text not null check (kind in ('open', 'close', 'lots', 'pay', 'remind-30', 'remind-7')),
  period date not null,
  position jsonb, -- where it goes on; null before the first step
  examined bigint not null default 0, -- how many people, rows or lots it has looked at
  done bigint not null default 0, -- for how many of them something was done
  amount bigint not null default 0, -- how much money that was
  began_at timestamptz not null,
  moved_at timestamptz not null,
  finished_at timestamptz,
  primary key (programme, kind, period)
);
create index round_under_way on programmes.round (kind) where finished_at is null;
