-- Relying parties of this installation: registered by an operator, or of the pack and withdrawn.
create table credentials.relying_party (
  party text not null,
  file text, -- as it was registered, YAML; null for one of the pack
  registered_at timestamptz not null,
  withdrawn_at timestamptz, -- from then on it has no registration, and wallets refuse it once the last one ends
  primary key (party)
);

-- Certificates of relying parties, under the root of them all.
create table credentials.party_certificate (
  party text not null,
  id uuid not null, -- version 7: newest last
  certificate bytea not null, -- X.509, DER
  made_at timestamptz not null,
  secret bytea, -- sealed with a key of the installation; null where the relying party has it, and nobody else
  sealed_by text, -- the name of that key
  primary key (party, id),
  check ((secret is null) = (sealed_by is null))
);

-- Keys of the API by which a relying party asks here.
create table credentials.party_key (
  party text not null,
  key uuid not null, -- of identity.key
  primary key (party, key)
);
create unique index party_key_by_key on credentials.party_key (key);

-- What was done with relying parties, each an entry of the public log.
create table credentials.party_act (
  party text not null,
  id uuid not null, -- version 7: newest last
  kind text not null check (kind in ('registered', 'certified', 'withdrawn')),
  content jsonb not null, -- hashes of a file and of certificates: nobody is named
  at timestamptz not null,
  entry uuid not null,
  salt text not null,
  primary key (party, id)
);

-- Requests to show credentials. What was shown is handed to who asked, and forgotten after minutes.
create table credentials.presentation (
  id uuid not null, -- drawn at random, since it stands in addresses
  party text not null,
  use text not null,
  person uuid, -- whose cards alone will do
  query jsonb not null, -- what is asked for, as DCQL
  opener bytea not null, -- hash of the secret of who asked
  certificate uuid not null, -- of party_certificate, by which it is signed
  nonce text not null,
  wire_state text not null, -- `state` of the request
  answer_key bytea, -- the secret half of the key that the answer is encrypted for, sealed; destroyed once it is here
  sealed_by text,
  origin text, -- of the page that asked through a browser
  return_to text, -- where the wallet on the same device goes with its response code
  wallet_nonce text, -- of the wallet that fetched the request by POST
  fetched_at timestamptz,
  stage text not null check (stage in ('waiting', 'answered', 'refused', 'false')),
  why text, -- the check that did not hold
  code bytea, -- hash of the response code
  shown jsonb, -- personal
  opened_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  finished_at timestamptz, -- when it was handed out
  primary key (id),
  check ((answer_key is null) = (sealed_by is null)),
  check ((stage = 'waiting') = (answered_at is null))
);
create index presentation_by_age on credentials.presentation (expires_at);

-- Cards shown to the government itself, each an entry of the public log.
create table credentials.presentation_act (
  person uuid not null,
  id uuid not null, -- version 7: newest last
  party text not null,
  content jsonb not null, -- personal
  at timestamptz not null,
  entry uuid not null,
  salt text,
  primary key (person, id)
);
