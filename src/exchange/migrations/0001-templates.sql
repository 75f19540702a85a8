-- Every version of every purpose that was ever published: a consent names the very one that it was given for.
create table exchange.template (
  party text not null,
  id text not null, -- party.use.hash: sixteen digits of the hash below
  use text not null,
  document text not null, -- as published, canonical JSON
  hash text not null, -- SHA-256 of the document, since sixteen digits alone can be met on purpose
  published_at timestamptz not null,
  entry uuid not null,
  salt text not null,
  primary key (party, id)
);
create index template_by_entry on exchange.template (entry);

-- Who asked for more than their purpose allows, and was refused. Public on the page of the purpose.
create table exchange.over_asking (
  party text not null,
  id uuid not null, -- version 7: newest last
  template text not null,
  asked jsonb not null, -- names of fields and statements: nobody's values
  day date not null,
  times integer not null check (times > 0), -- as often on that day
  at timestamptz not null,
  entry uuid not null,
  salt text not null,
  primary key (party, id)
);
create index over_asking_by_template on exchange.over_asking (party, template, day);
create index over_asking_by_entry on exchange.over_asking (entry);
