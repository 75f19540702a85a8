-- Every version of every standard that was ever in use, as receivers and providers rely on it: it never changes.
create table exchange.standard (
  id text primary key, -- finance/income@1
  contract jsonb not null, -- its fields with type, unit and values; no words
  hash text not null, -- SHA-256 of that
  published_at timestamptz not null
);
