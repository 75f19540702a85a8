-- A link with which a person signs in once, before they have a passkey. As with sessions, the table holds no secret.
create table identity.invitation (
  person uuid not null,
  secret_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (person, secret_hash)
);
create index on identity.invitation (secret_hash);
create index on identity.invitation (expires_at);
