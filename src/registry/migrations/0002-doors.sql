-- Answers given to systems under an Idempotency-Key, so that a repeated request gets the same one.
create table registry.request (
  caller text not null,
  idempotency_key text not null,
  body_hash bytea not null,
  status integer not null,
  answer jsonb,
  at timestamptz not null,
  primary key (caller, idempotency_key)
);

-- How far each import file has been read; moved on in the transaction that stores the rows.
create table registry.import (
  registry text not null,
  fingerprint text not null,
  byte_offset bigint not null,
  line bigint not null, -- lines before that offset
  rows bigint not null,
  changed bigint not null,
  bad bigint not null,
  error_bytes bigint not null, -- length of the error file
  updated_at timestamptz not null,
  finished_at timestamptz,
  primary key (registry, fingerprint)
);
