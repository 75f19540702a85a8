-- The agencies' registries, all in one store: which fields a record has is said by the pack.
create table registry.record (
  subject uuid not null,
  registry text not null,
  key text not null, -- '' where a person has one record
  data jsonb not null, -- personal
  source text not null, -- the file, system or case that it came from
  valid_from date not null,
  recorded_at timestamptz not null,
  version integer not null,
  primary key (subject, registry, key)
);

-- Each version that a later one took the place of: a correction never erases.
create table registry.record_history (
  subject uuid not null,
  registry text not null,
  key text not null,
  version integer not null,
  data jsonb not null, -- personal
  source text not null,
  valid_from date not null,
  recorded_at timestamptz not null,
  superseded_at timestamptz not null,
  primary key (subject, registry, key, version)
);

-- Finds records through people other than their subject: a birth by its father, a household by a member.
create table registry.reference (
  person uuid not null,
  registry text not null,
  field text not null,
  subject uuid not null,
  key text not null,
  primary key (person, registry, field, subject, key)
);

-- Who read what about a person, and why; written in the transaction of the read.
create table registry.disclosure (
  person uuid not null,
  id uuid not null, -- version 7: newest last
  at timestamptz not null,
  reader_kind text not null check (reader_kind in ('officer', 'service')),
  reader text not null, -- an officer's person id or a service's id
  agency text not null,
  registry text not null,
  fields text[] not null,
  purpose jsonb not null,
  primary key (person, id)
);
