-- The public log. Nothing here is personal: a leaf holds a salted commitment, and the salt lies with the record.

-- Acts that wait for the sequencer: each row is written in the transaction of its act. The order of the log is that of
-- appended_at, the database's own clock and not the act's, so that it is the order of commits as far as anyone can tell.
create table log.outbox (
  id uuid primary key,
  leaf bytea not null check (octet_length(leaf) <= 65535),
  appended_at timestamptz not null
);
create index outbox_order on log.outbox (appended_at, id);

-- The leaves, without gaps. Rows are only ever added: the outbox takes the wear of rows that come and go.
create table log.entry (
  "index" bigint primary key check ("index" >= 0),
  id uuid not null unique,
  leaf bytea not null,
  appended_at timestamptz not null
);

-- Hashes of complete subtrees, 256 to a row: https://c2sp.org/tlog-tiles. Hashes do not compress, so it is not tried.
create table log.tile (
  level smallint not null check (level between 0 and 6),
  "index" bigint not null check ("index" >= 0),
  hashes bytea not null check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0),
  primary key (level, "index")
);
alter table log.tile alter column hashes set storage external;

-- Every tree that was ever signed. The key stands beside the note, since a later one may be signed by another.
create table log.checkpoint (
  size bigint primary key check (size >= 0),
  root bytea not null check (octet_length(root) = 32),
  note text not null,
  vkey text not null,
  at timestamptz not null
);
