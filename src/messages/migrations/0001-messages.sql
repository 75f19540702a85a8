create table messages.message (
  person uuid not null,
  id uuid not null, -- version 7: newest last
  key text, -- what makes two sendings the same one
  at timestamptz not null,
  title jsonb not null, -- personal
  body jsonb not null, -- personal
  link text check (link ~ '^/([^/\\]|$)'), -- a path of this site
  about text,
  read_at timestamptz,
  primary key (person, id),
  unique (person, key)
);
create index on messages.message (person) where read_at is null;
