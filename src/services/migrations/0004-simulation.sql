-- Populations that officers bring for "what would it cost?", each for its officer alone and for a day.

create table services.population (
  person uuid not null,                       -- the officer
  id uuid not null,
  service text not null,
  file_name text not null,                    -- personal: as the officer called it
  format text not null,                       -- csv, parquet
  bytes bigint not null,
  state text not null,                        -- arriving, checking, ready, refused
  attempts smallint not null default 0,
  percent smallint not null default 0,        -- of the file, while it is read
  rows_read integer not null default 0,
  rows_kept integer not null default 0,
  rows_bad integer not null default 0,
  columns text[] not null default '{}',       -- those of the file that are used
  problems jsonb not null default '[]',       -- lines, columns and reasons, never a value
  brought_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (person, id)
);
create index population_expiry on services.population (expires_at);

-- Its bytes as they came (file) until they are read, then its people (people); compressed.
create table services.population_part (
  person uuid not null,
  population uuid not null,
  kind text not null,
  place integer not null,
  content bytea not null,                     -- personal
  primary key (person, population, kind, place)
);
