-- What a fund has given to a programme so far, in all: the limit of the file is kept by the statement that adds to it.
alter table programmes.programme
  add column funded bigint not null default 0 check (funded >= 0),
  add column opened_at timestamptz; -- by its office, before or after its first day

-- What the office did, and why. What it did to a programme is for everybody to read; a freeze is about somebody.
create table programmes.office_act (
  programme text not null,
  id uuid not null, -- version 7: newest last
  kind text not null,
  at timestamptz not null,
  officer uuid not null,
  about uuid, -- the freeze, or the case that it came from; null for what was done to the programme itself
  reason text not null, -- personal
  content jsonb not null, -- personal; what the log commits to
  key text, -- the client's own name for the wish: asked twice, it is done once
  entry uuid not null,
  salt text not null,
  primary key (programme, id)
);
create unique index office_act_by_key on programmes.office_act (programme, key) where key is not null;
create index office_act_by_about on programmes.office_act (about, id) where about is not null;

-- Figures. What was taken or paid is counted once, whenever its transaction commits: ids say when somebody began, not
-- when it became visible. The marks cost a payment one entry in an index that holds only what is not counted yet.
alter table programmes.taking
  add column counted smallint not null default 0 check (counted between 0 and 2); -- 1: taken, 2: given back, too
create index taking_uncounted on programmes.taking (id)
  where counted = 0 or (counted = 1 and state = 'given-back');
alter table programmes.payment add column counted boolean not null default false;
create index payment_uncounted on programmes.payment (id) where not counted;
alter table programmes.refund add column counted boolean not null default false;
create index refund_uncounted on programmes.refund (id) where not counted;

-- What has been counted and is not published in all its parts yet.
create table programmes.tally (
  programme text not null,
  kind text not null check (kind in ('taken', 'given-back', 'spent', 'refunded')),
  slot timestamptz not null, -- the beginning of a quarter of an hour
  channel text not null,
  region text not null,
  class text not null,
  count bigint not null,
  amount bigint not null,
  -- As many different people and shops as it takes to be enough; fewer are all that there were. Then it is told whether
  -- any union of rows is large enough to be published, and no more.
  people uuid[] not null,
  shops uuid[] not null,
  primary key (programme, kind, slot, channel, region, class)
);

-- What is published. It only grows, and by nothing that is about too few.
create table programmes.figure (
  programme text not null,
  kind text not null,
  hour timestamptz not null,
  dimension text not null check (dimension in ('total', 'channel', 'region', 'class')),
  category text not null, -- empty for all together, and for the rest that is too small to be told apart
  count bigint not null,
  amount bigint not null,
  primary key (programme, kind, hour, dimension, category)
);

-- How far that goes: the totals up to one instant, their parts up to an earlier one.
create table programmes.figure_mark (
  programme text not null,
  kind text not null,
  totals_until timestamptz not null,
  parts_until timestamptz not null,
  primary key (programme, kind),
  check (parts_until <= totals_until)
);

-- What looks like fraud: a case for the office. There is one open case for one signal about one subject.
create table programmes.suspicion (
  programme text not null,
  id uuid not null, -- version 7: newest last
  signal text not null,
  subject text not null, -- what stands out: a person, a shop, two of them, a device
  score smallint not null check (score between 0 and 100),
  wallets uuid[] not null, -- what may be frozen because of it
  shops uuid[] not null,
  measures jsonb not null, -- the numbers that stand out
  payments jsonb not null, -- which payments show it
  found_at timestamptz not null,
  seen_at timestamptz not null, -- when the last payment of it was made
  state text not null check (state in ('open', 'watched', 'cleared', 'frozen')),
  decided_by uuid,
  decided_at timestamptz,
  primary key (programme, id)
);
create unique index suspicion_once on programmes.suspicion (programme, signal, subject) where state <> 'cleared';
create index suspicion_cleared on programmes.suspicion (programme, signal, subject, decided_at) where state = 'cleared';

alter table programmes.freeze
  add column suspicion uuid, -- the case that it came from
  add column declined boolean not null default false, -- the second officer said no: it was never in force
  add column objection text, -- personal; what the person or the shop says against it
  add column objected_at timestamptz,
  add column answered_at timestamptz;
create index freeze_of_programme on programmes.freeze (programme, id);
