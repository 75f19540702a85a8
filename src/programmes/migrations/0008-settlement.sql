-- What a shop is paid of a programme for a day: its takings less what it gave back, the fee for settling and the tax on that.
create table programmes.settlement (
  shop uuid not null,
  programme text not null,
  day date not null, -- by the calendar of the country
  gross bigint not null,
  refunded bigint not null,
  carried bigint not null, -- what the settlement before could not pay out, or paid too much
  fee bigint not null,
  vat bigint not null, -- on the fee
  net bigint not null,
  paid bigint not null, -- by the payout; what is not is carried on
  payout uuid,
  settled_at timestamptz not null,
  -- When the bank sent the payout back, and the day whose settlement carries it on.
  returned_at timestamptz,
  carried_to date,
  entry uuid not null,
  salt text not null,
  primary key (shop, programme, day),
  check (gross >= 0 and refunded >= 0 and fee >= 0 and vat >= 0 and paid >= 0),
  check (net = gross - refunded + carried - fee - vat),
  check ((payout is null) = (paid = 0))
);
create index settlement_returned on programmes.settlement (programme, shop) where returned_at is not null and carried_to is null;
create index settlement_by_payout on programmes.settlement (payout) where payout is not null;
create index settlement_by_day on programmes.settlement (programme, day, shop);
