-- Who receives what people agree to, or try that with made-up people: their keys, and where they are told of changes.
create table exchange.receiver (
  party text primary key,
  state text not null check (state in ('sandbox', 'approved')), -- for ever: who is approved is another than who tried
  sign jsonb not null, -- public keys (RFC 7517) by which it asks and acknowledges
  encrypt jsonb not null, -- the public key that answers are encrypted to
  webhook text, -- null: it is told of nothing
  owner uuid, -- whose desk it is on; null where an operator looks after it
  answers_a_minute int not null,
  answers_a_person int not null, -- a minute
  registered_at timestamptz not null
);
create index receiver_by_owner on exchange.receiver (owner) where owner is not null;

-- What somebody has handed in to be looked at by an officer: its code names every word and key of it.
create table exchange.enrolment (
  party text not null,
  id text not null, -- the beginning of a hash
  owner uuid not null,
  file text not null, -- the relying party with its purposes, YAML
  keys jsonb not null, -- its public keys
  webhook text not null, -- empty for nowhere
  at timestamptz not null,
  primary key (party, id)
);
create index enrolment_by_owner on exchange.enrolment (owner, at);

-- What was done with receivers, each an entry of the public log.
create table exchange.receiver_act (
  party text not null,
  id uuid not null, -- version 7: newest last
  kind text not null check (kind in ('registered', 'keys-changed')),
  content jsonb not null, -- thumbprints of keys: nobody is named
  at timestamptz not null,
  entry uuid not null,
  salt text not null,
  primary key (party, id)
);

-- What receivers are told. Nothing in it says anything of a person but that a consent of some number has changed.
create table exchange.webhook (
  party text not null,
  id uuid not null, -- version 7; that of the consent's act, where there is one
  event text not null,
  consent uuid not null,
  content jsonb not null,
  at timestamptz not null,
  tries int not null default 0,
  next_at timestamptz, -- null: delivered, or given up
  tried_at timestamptz,
  outcome text, -- of the last try: a status of HTTP, or why there was none
  delivered_at timestamptz,
  primary key (party, id)
);
create index webhook_to_send on exchange.webhook (next_at) where next_at is not null;

-- What receivers have to delete: looked at when that may be due, demanded, and acknowledged by their signature.
create table exchange.deletion (
  party text not null,
  consent uuid not null,
  person uuid not null, -- whose data it is
  kept_days int not null, -- so long after the last answer it may be kept
  look_at timestamptz, -- null once it was demanded
  demanded_at timestamptz,
  due_at timestamptz,
  acknowledged_at timestamptz,
  acknowledgement text, -- the receiver's JWS
  entry uuid,
  salt text, -- null once the person is erased
  primary key (party, consent)
);
create index deletion_to_look_at on exchange.deletion (look_at) where look_at is not null;
create index deletion_by_due on exchange.deletion (due_at) where acknowledged_at is null and due_at is not null;
create index deletion_by_person on exchange.deletion (person);
