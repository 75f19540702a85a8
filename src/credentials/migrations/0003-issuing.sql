-- What the authorization server keeps: codes, tokens, grants, pushed requests, wallets that have registered. Each is named by the hash of what opens it.
create table credentials.oauth (
  id bytea not null,
  model text not null,
  grant_id bytea, -- what goes when a grant is withdrawn
  person uuid,
  payload jsonb not null, -- personal
  ends_at timestamptz, -- by true time, as wallets know it; null for wallets that have registered
  registered_at timestamptz, -- of a wallet, by true time
  primary key (id, model)
);
create index oauth_by_grant on credentials.oauth (grant_id) where grant_id is not null;
create index oauth_by_person on credentials.oauth (person) where person is not null;
create index oauth_by_end on credentials.oauth (ends_at);

-- Nonces and proofs that were used, so that they are used once.
create table credentials.spent (
  id bytea primary key,
  ends_at timestamptz not null -- by true time; nobody would take it any more then
);
create index spent_by_end on credentials.spent (ends_at);

-- Cards that somebody may fetch into a wallet: a credential offer (OpenID4VCI section 4). Of what opens it only hashes are here.
create table credentials.offer (
  person uuid not null,
  id uuid not null, -- version 7: newest last
  kind text not null check (kind in ('card', 'move')),
  type text, -- null for a move, which is of all cards
  subject uuid,
  key text,
  by_kind text not null check (by_kind in ('holder', 'officer', 'system')),
  officer uuid,
  reference bytea not null, -- where its document is
  code bytea not null, -- the pre-authorized code
  state bytea not null, -- issuer_state of the authorization code flow
  transaction_code bytea, -- null where none is asked for
  tries integer not null default 0, -- transaction codes that were wrong
  made_at timestamptz not null,
  expires_at timestamptz not null,
  taken_at timestamptz,
  cancelled_at timestamptz,
  primary key (person, id),
  check ((kind = 'card') = (type is not null) and (type is null) = (subject is null) and (subject is null) = (key is null)),
  check ((by_kind = 'officer') = (officer is not null))
);
create unique index offer_by_reference on credentials.offer (reference);
create unique index offer_by_code on credentials.offer (code);
create unique index offer_by_state on credentials.offer (state);

-- Which cards a wallet may fetch under a grant. The card is named once it is granted: one that was revoked is not granted anew.
create table credentials.permit (
  person uuid not null,
  grant_id bytea not null,
  type text not null,
  subject uuid not null,
  key text not null,
  card uuid,
  by_kind text not null check (by_kind in ('holder', 'officer', 'system')),
  officer uuid,
  wallet uuid, -- known once it was here
  primary key (person, grant_id, type, subject, key)
);
create index permit_by_grant on credentials.permit (grant_id);
create index permit_by_wallet on credentials.permit (person, wallet);

-- What wallets have asked for: given out, or waiting for what no register knows yet.
create table credentials.issuance (
  person uuid not null,
  id uuid not null, -- by which the wallet comes back: transaction_id, notification_id
  request text not null, -- a hash of the wish: asked again, it is the same
  grant_id bytea not null,
  wallet uuid not null,
  type text not null,
  subject uuid not null,
  key text not null,
  format text not null,
  keys jsonb not null, -- public keys of the device; none once they have copies
  state text not null check (state in ('waiting', 'given', 'denied')),
  event text check (event in ('credential_accepted', 'credential_failure', 'credential_deleted')),
  at timestamptz not null,
  primary key (person, id)
);
create unique index issuance_by_request on credentials.issuance (person, request);

-- The devices of somebody, as their keys tell them apart.
create table credentials.wallet (
  person uuid not null,
  wallet uuid not null,
  client text not null, -- which program
  agent text, -- personal
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (person, wallet)
);
