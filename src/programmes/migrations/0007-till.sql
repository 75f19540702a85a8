-- What a shop asks a customer to pay, shown as a code that holds the amount. It is paid once, by whoever comes first.
create table programmes.request_to_pay (
  shop uuid not null,
  id uuid not null, -- version 7: newest last
  clerk uuid not null,
  amount bigint not null,
  goods text[] not null, -- personal; those that a programme may refuse
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  cancelled_at timestamptz,
  -- Who is paying it just now: nobody else can meanwhile. The attempt is the payer's key of the payment.
  payer uuid,
  attempt uuid,
  attempted_at timestamptz,
  -- What it was paid with.
  payment uuid,
  primary key (shop, id),
  check (amount > 0),
  check ((payer is null) = (attempt is null) and (payer is null) = (attempted_at is null))
);
create index request_to_pay_by_end on programmes.request_to_pay (expires_at);

-- Who was let to the till of a shop, how far, and who was sent away from it again.
create table programmes.clerk_act (
  shop uuid not null,
  id uuid not null, -- version 7: newest last
  kind text not null check (kind in ('appointed', 'changed', 'dismissed')),
  person uuid not null,
  by_person uuid not null,
  most_at_once bigint,
  most_refund bigint,
  at timestamptz not null,
  entry uuid not null,
  salt text not null,
  primary key (shop, id)
);

-- A business number is typed in with its hyphens or without.
create index shop_by_digits on programmes.shop (replace(number, '-', ''));
