-- A code by which an officer at a counter gets what its owner agreed to, once.
create table exchange.counter_code (
  person uuid not null,
  consent uuid not null,                      -- what was agreed to, and whose data it is
  subject uuid not null,
  code text,                                  -- ten digits; null once it was used or is over
  made_at timestamptz not null,
  expires_at timestamptz not null,
  taken_at timestamptz,
  agency text,                                -- of the officer who took it
  primary key (person, consent)
);
create unique index counter_code_open on exchange.counter_code (code) where code is not null;

-- Codes that officers tried and that were none: who guesses is stopped.
create table exchange.counter_miss (
  person uuid not null,                       -- the officer
  id uuid not null,
  at timestamptz not null,
  primary key (person, id)
);

-- Data that its owner has locked in their browser: what is kept here opens with a key that is not.
create table exchange.locker (
  person uuid not null,
  id uuid not null,
  opening jsonb not null,                     -- how the key is made of the owner's secret (RFC 8018): salt, rounds, nonce
  sealed bytea not null,                      -- personal
  made_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (person, id)
);
create index locker_over on exchange.locker (expires_at);
