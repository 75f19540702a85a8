-- What people have agreed to that others may know. Its row is what an answer and a withdrawal wait for each other at.
create table exchange.consent (
  id uuid primary key, -- version 7
  person uuid not null, -- whose data it is
  given_by uuid not null, -- they themselves, or who acts for them
  party text not null, -- who may ask; '@counter' for whoever is told its code at a counter
  template text, -- what was agreed to, word for word; null at a counter
  fields text[] not null, -- as registry.field, in their order
  statements text[] not null,
  often text not null check (often in ('once', 'day', 'week', 'month')),
  state text not null check (state in ('given', 'paused', 'used', 'withdrawn', 'lapsed')),
  locale text not null, -- the language in which it was shown
  from_at timestamptz not null,
  until_at timestamptz not null, -- not part of it
  given_at timestamptz not null,
  changed_at timestamptz not null, -- its last act
  answered_at timestamptz, -- the last answer
  next_at timestamptz, -- of a regular one: not answered again before
  check (from_at < until_at)
) with (fillfactor = 80);
create index consent_by_person on exchange.consent (person, id);
create index consent_by_giver on exchange.consent (given_by, id) where given_by <> person;
create index consent_to_lapse on exchange.consent (until_at) where state in ('given', 'paused');

-- What was signed, and with it all that anybody needs to check it for as long as it is kept.
create table exchange.consent_proof (
  id uuid primary key, -- the consent's
  person uuid not null,
  document jsonb not null, -- personal; whose hash is the challenge that was signed
  words jsonb not null, -- personal; the page as it was shown
  signature jsonb -- personal; an assertion of Web Authentication with its public key; null at a counter
);
create index consent_proof_by_person on exchange.consent_proof (person);

-- All that was done with a consent, each an entry of the public log.
create table exchange.consent_act (
  person uuid not null,
  id uuid not null, -- version 7: newest last
  consent uuid not null,
  kind text not null check (kind in ('given', 'changed', 'paused', 'resumed', 'withdrawn', 'lapsed')),
  by_person uuid, -- null: the system
  content jsonb not null, -- personal
  at timestamptz not null,
  entry uuid not null,
  salt text,
  primary key (person, id)
);
create index consent_act_by_consent on exchange.consent_act (consent, id);

-- What somebody is asked to agree to: if they do it becomes the consent of this id. Forgotten a day after.
create table exchange.consent_draft (
  person uuid not null, -- who is asked
  id uuid not null, -- version 7
  subject uuid not null, -- whose data it is
  template text not null,
  fields text[] not null, -- as they were asked for, and what of them was chosen
  statements text[] not null,
  chosen_fields text[],
  chosen_statements text[],
  from_at timestamptz not null,
  until_at timestamptz not null,
  nonce text not null,
  return_to text not null, -- a path of this site
  state text not null check (state in ('open', 'given', 'refused')),
  expires_at timestamptz not null,
  primary key (person, id)
);
create index consent_draft_by_age on exchange.consent_draft (expires_at);
