-- Many logs in one database, and nothing that is rewritten. `origin` names the log and leads every key. Entries, hashes and
-- checkpoints are only ever added: what grows, grows by another row, and a tile or a bundle of entries
-- (https://c2sp.org/tlog-tiles) is its rows in order, put end to end.
-- A log from before has its origin in its checkpoints. Where acts wait for a first checkpoint the migration stops at the
-- missing origin: start the version before once, which signs one.

alter table log.outbox rename to outbox_before;
alter table log.entry rename to entry_before;
alter table log.tile rename to tile_before;
alter table log.checkpoint rename to checkpoint_before;

-- A leaf, as long as entry bundles can say.
create domain log.leaf as bytea check (octet_length(value) <= 65535);

-- Acts that wait for the sequencer, those of one transaction in one row, since a row costs more than what it holds.
-- `id` is the first of `ids`. There is one index only, the one by which they are taken: this table stays short. Its rows
-- come and go, so it is swept by their number and not by a share of what is there.
create table log.outbox (
  origin text not null,
  appended_at timestamptz not null,
  id uuid not null,
  acts integer not null check (acts > 0 and acts = cardinality(ids) and acts = cardinality(leaves)),
  ids uuid[] not null,
  leaves log.leaf[] not null,
  primary key (origin, appended_at, id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0);
alter table log.outbox alter column leaves set storage external;

-- Where an act stands in the log.
create table log.entry (
  origin text not null,
  id uuid not null,
  "index" bigint not null check ("index" >= 0),
  primary key (origin, id)
);

-- Leaves as entry bundles hold them: each with its length before it, in two bytes. `first` is the index of the first; a
-- row never reaches over a multiple of 256.
create table log.bundle (
  origin text not null,
  first bigint not null check (first >= 0),
  entries bytea not null,
  primary key (origin, first)
);

-- Hashes of complete subtrees of 256^level leaves. `first` counts hashes on that level; a row never reaches over a
-- multiple of 256. Hashes do not compress, so it is not tried.
create table log.tile (
  origin text not null,
  level smallint not null check (level between 0 and 6),
  first bigint not null check (first >= 0),
  hashes bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
  primary key (origin, level, first)
);
alter table log.tile alter column hashes set storage external;

-- Every tree that was ever signed, with the log's own signatures. It is published once its witnesses are enough.
create table log.checkpoint (
  origin text not null,
  size bigint not null check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  at timestamptz not null,
  published_at timestamptz,
  primary key (origin, size)
);
create index checkpoint_published on log.checkpoint (origin, size) where published_at is not null;

-- What witnesses signed: a line of a signed note (https://c2sp.org/tlog-cosignature), and its time as the witness says it.
create table log.cosignature (
  origin text not null,
  witness text not null,
  size bigint not null,
  line text not null,
  at timestamptz not null,
  primary key (origin, size, witness)
);
-- For what each witness has signed last.
create index cosignature_latest on log.cosignature (origin, witness, size);

insert into log.outbox (origin, appended_at, id, acts, ids, leaves)
  select (select split_part(note, E'\n', 1) from log.checkpoint_before limit 1), appended_at, id, 1, array[id], array[leaf]
  from log.outbox_before;

insert into log.entry (origin, id, "index")
  select split_part(note, E'\n', 1), id, "index"
  from log.entry_before, (select note from log.checkpoint_before limit 1) named;

insert into log.bundle (origin, first, entries)
  select split_part(note, E'\n', 1), min("index"),
    string_agg(substring(int4send(octet_length(leaf)) from 3) || leaf, '' order by "index")
  from log.entry_before, (select note from log.checkpoint_before limit 1) named
  group by note, "index" / 256;

insert into log.tile (origin, level, first, hashes)
  select split_part(note, E'\n', 1), level, "index" * 256, hashes
  from log.tile_before, (select note from log.checkpoint_before limit 1) named;

insert into log.checkpoint (origin, size, root, note, at, published_at)
  select split_part(note, E'\n', 1), size, root, note, at, at from log.checkpoint_before;

drop table log.outbox_before, log.entry_before, log.tile_before, log.checkpoint_before;
