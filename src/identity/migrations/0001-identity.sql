-- Each table's key is what a request brings along (a secret, an id), so that one shard answers it.

-- An opaque id for each national number: every other table knows people by the id alone.
create table identity.person (
  id uuid primary key,
  number text not null unique, -- personal
  created_at timestamptz not null
);

-- An office that a person holds.
create table identity.post (
  person uuid not null,
  agency text not null,
  role text not null,
  appointed_at timestamptz not null,
  primary key (person, agency, role)
);

-- The browser holds the secret, the table only its SHA-256: who reads the table cannot sign in with it.
create table identity.session (
  id_hash bytea primary key,
  person uuid not null,
  agency text,
  role text,
  user_agent text, -- personal
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  check ((agency is null) = (role is null))
);
create index on identity.session (person);
create index on identity.session (expires_at);

-- A WebAuthn credential. Its id is unique among all people (Web Authentication §7.1).
create table identity.passkey (
  id text primary key,
  person uuid not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  title text not null, -- personal
  created_at timestamptz not null,
  used_at timestamptz
);
create index on identity.passkey (person);

-- What an authenticator has to sign, once. `registrant` is whose passkey is being registered; null at sign-in.
create table identity.challenge (
  challenge text primary key,
  registrant uuid,
  expires_at timestamptz not null
);
create index on identity.challenge (expires_at);

-- The key of another system.
create table identity.key (
  id uuid primary key,
  secret_hash bytea not null,
  agency text not null,
  scopes text[] not null,
  title text not null,
  created_at timestamptz not null,
  revoked_at timestamptz
);
