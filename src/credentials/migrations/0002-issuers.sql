-- The keys of agencies that vouch for something: a root, and signers under it. One of each is current.
create table credentials.issuer_key (
  agency text not null,
  id uuid not null, -- version 7: newest last
  kind text not null check (kind in ('root', 'signer')),
  root uuid not null, -- under which it was certified; its own id for a root
  certificate bytea not null, -- X.509, DER
  state text not null check (state in ('current', 'retired', 'distrusted')),
  made_at timestamptz not null,
  ended_at timestamptz, -- when it was retired or distrusted
  secret bytea, -- sealed with a key of the installation; destroyed when it signs no more
  sealed_by text, -- the name of that key
  primary key (agency, id),
  check ((state = 'current') = (ended_at is null)),
  check ((state = 'current') = (secret is not null) and (secret is null) = (sealed_by is null))
);
create unique index issuer_key_current on credentials.issuer_key (agency, kind) where state = 'current';

-- What was done with them, each an entry of the public log.
create table credentials.issuer_act (
  agency text not null,
  id uuid not null, -- version 7: newest last
  kind text not null check (kind in ('opened', 'rotated', 'distrusted')),
  content jsonb not null, -- thumbprints of certificates, and an operator's words: nobody is named
  at timestamptz not null,
  entry uuid not null,
  salt text not null,
  primary key (agency, id)
);
