-- The code that a person shows to pay: one for each of their programmes, each showing taking the place of the one before.
-- Neither the number nor the token is kept, only their hashes.
create table programmes.code (
  person uuid not null,
  programme text not null,
  number_hash bytea not null,
  token_hash bytea not null,
  shown_at timestamptz not null,
  expires_at timestamptz not null,
  device text, -- personal; a hash that tells devices apart
  -- What was paid with it, and where.
  payment uuid,
  shop uuid,
  primary key (person, programme),
  check ((payment is null) = (shop is null))
) with (fillfactor = 80);
create unique index code_by_number on programmes.code (number_hash);

-- Numbers that nobody was showing, by who tried them: a clerk, a shop, an address.
create table programmes.wrong_code (
  id uuid not null, -- who tried, as a hash
  period bigint not null, -- so many times ten minutes since 1970
  tries int not null,
  primary key (id, period)
);

-- What a person has paid on a day, as far as a programme limits it: at one shop, or at all of them (the nil UUID).
create table programmes.spent (
  person uuid not null,
  programme text not null,
  day date not null,
  shop uuid not null,
  amount bigint not null,
  primary key (person, programme, day, shop),
  check (amount >= 0)
) with (fillfactor = 80);

-- What was asked for with the client's key: the same again is answered as the first time, anything else is refused.
-- The id of a payment's transfer is made of the key; a refund has the id of its transfer.
alter table programmes.payment add column request_hash bytea;
create unique index payment_by_transfer on programmes.payment (shop, transfer);
create index refund_by_payment on programmes.refund (shop, payment);
create index refund_by_day on programmes.refund (shop, day);
