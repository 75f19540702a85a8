-- How a programme of the pack stands: what its office has decided beyond the file. A row appears with the first decision.
create table programmes.programme (
  id text primary key,
  state text not null check (state in ('open', 'paused')),
  -- Extended beyond the file.
  take_until date,
  spend_until date,
  changed_at timestamptz not null
);

-- What a person is entitled to in a period. `taken` grows as they take it; what is left when the window closes is nobody's.
create table programmes.entitlement (
  person uuid not null,
  programme text not null,
  period date not null, -- the first day of the month, or of the window where it comes once
  amount bigint not null,
  price bigint not null,
  taken bigint not null default 0,
  region text, -- personal
  opened_at timestamptz not null,
  primary key (person, programme, period),
  check (amount > 0),
  check (price >= 0),
  check (taken between 0 and amount)
);

-- What was taken of an entitlement, and how it reaches the person.
create table programmes.taking (
  person uuid not null,
  id uuid not null, -- version 7: newest last
  programme text not null,
  period date not null,
  channel text not null,
  amount bigint not null,
  price bigint not null,
  state text not null check (state in ('done', 'ordered', 'given-back')),
  expires_at timestamptz not null, -- of what was taken
  taken_at timestamptz not null,
  given_back_at timestamptz,
  place text, -- personal
  bank_account text, -- personal
  by_officer uuid, -- at a counter
  key text not null, -- the client's own name for the wish: asked twice, it is taken once
  terms text not null, -- the version of the programme's file
  entry uuid not null,
  salt text not null,
  primary key (person, id),
  unique (person, key)
);

-- Shops that take part.
create table programmes.shop (
  id uuid primary key,
  owner uuid not null,
  number text not null, -- the business number
  name text not null,
  class text not null,
  region text not null,
  address text not null,
  latitude double precision,
  longitude double precision,
  bank_account text not null, -- personal
  state text not null check (state in ('active', 'frozen', 'left')),
  enrolled_at timestamptz not null
);
create unique index shop_number on programmes.shop (number) where state <> 'left';
create index shop_by_owner on programmes.shop (owner);
create index shop_by_place on programmes.shop (region, class, name, id);

-- Who stands at the till of a shop. The owner is a row as well.
create table programmes.clerk (
  shop uuid not null,
  person uuid not null,
  role text not null check (role in ('owner', 'clerk')),
  name text not null, -- personal
  most_at_once bigint, -- what a clerk may take in one payment; null for no limit
  most_refund bigint not null, -- what a clerk may give back in one refund
  appointed_at timestamptz not null,
  primary key (shop, person)
);
create index clerk_by_person on programmes.clerk (person);

-- Payments at shops. The money itself is in the ledger (`transfer`); what was given back of it is counted here.
create table programmes.payment (
  shop uuid not null,
  id uuid not null, -- version 7: newest last
  programme text not null,
  person uuid, -- null where a note was spent
  note text, -- the serial of the note that was spent
  amount bigint not null,
  refunded bigint not null default 0,
  paid_at timestamptz not null,
  day date not null, -- by the calendar of the country
  clerk uuid, -- null where the person scanned the shop's code
  device text, -- personal; a hash that tells devices apart
  way text not null check (way in ('code', 'scan', 'note')),
  transfer uuid not null,
  terms text not null, -- the version of the programme's file under which it was allowed
  entry uuid not null,
  salt text not null,
  primary key (shop, id),
  check (amount > 0),
  check (refunded between 0 and amount),
  check ((note is null) = (person is not null))
);
create index payment_by_person on programmes.payment (person, id) where person is not null;
create index payment_by_day on programmes.payment (programme, day, shop);

-- Each refund of a part or all of a payment.
create table programmes.refund (
  shop uuid not null,
  id uuid not null,
  payment uuid not null,
  amount bigint not null,
  refunded_at timestamptz not null,
  day date not null,
  clerk uuid not null,
  transfer uuid not null,
  entry uuid not null,
  salt text not null,
  primary key (shop, id),
  check (amount > 0)
);

-- What is frozen, so that no money moves out of it: a wallet (a person's in a programme) or a shop. One officer freezes, another confirms.
create table programmes.freeze (
  id uuid primary key,
  kind text not null check (kind in ('wallet', 'shop')),
  subject uuid not null, -- a person or a shop
  programme text not null,
  reason text not null, -- personal
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  check (confirmed_by is distinct from proposed_by)
);
create index freeze_in_force on programmes.freeze (kind, subject) where ended_at is null and confirmed_at is not null;
