-- What the authorization server of receivers keeps: codes, tokens, grants, pushed requests. Each is named by the hash of what opens it.
create table exchange.oauth (
  id bytea not null,
  model text not null,
  grant_id bytea, -- what goes when a code is used twice
  person uuid,
  payload jsonb not null, -- personal
  ends_at timestamptz, -- by true time, as receivers know it
  registered_at timestamptz, -- of none: receivers are relying parties
  primary key (id, model)
);
create index oauth_by_grant on exchange.oauth (grant_id) where grant_id is not null;
create index oauth_by_person on exchange.oauth (person) where person is not null;
create index oauth_by_end on exchange.oauth (ends_at);

-- Answers that were given lately, so that neither a request nor a proof gets a second one. What they said is a disclosure.
create table exchange.answer (
  party text not null,
  id uuid not null, -- drawn by the receiver, for one answer
  proof bytea not null, -- hash of its DPoP proof
  at timestamptz not null, -- by true time, as receivers know it
  primary key (party, id)
);
create unique index answer_by_proof on exchange.answer (proof);
create index answer_by_age on exchange.answer (at);
