-- Paper. Notes are printed in sets, a set is a number, and a note is its set's number and its place in it: nothing here
-- has a row for a note, and a set gets one when it is handed to somebody.

-- The letters that lead a programme's serials, and the number of the next set. A row appears with the first print run.
create table programmes.note_series (
  programme text primary key,
  prefix text not null unique,
  next_set integer not null check (next_set between 1 and 100000000)
);

-- Sets that the office has printed, with what is printed on them.
create table programmes.print_run (
  programme text not null,
  id uuid not null, -- version 7: newest last
  first_set integer not null,
  last_set integer not null,
  notes bigint[] not null, -- the values of the notes of a set, in their order
  expires_on date, -- null where it depends on when a set is handed out
  signing_key text not null, -- the key that signs them and hides their codes, by its name
  state text not null check (state in ('ordered', 'printed', 'cancelled')),
  ordered_at timestamptz not null,
  closed_at timestamptz,
  primary key (programme, id),
  check (last_set >= first_set)
);
create unique index print_run_by_set on programmes.print_run (programme, first_set);

-- Where printed sets are: each is in exactly one range. What was handed out has a row of its own, and counts as gone.
create table programmes.note_range (
  programme text not null,
  first_set integer not null,
  last_set integer not null,
  state text not null check (state in ('stored', 'placed', 'destroyed')),
  place text, -- null in the central store
  blocked boolean not null default false,
  gone integer not null default 0, -- of its sets, when it was last moved; of a range at a place its stock tells
  primary key (programme, first_set),
  check (last_set >= first_set),
  check (gone between 0 and last_set - first_set + 1),
  check ((place is not null) = (state = 'placed'))
);

-- How many sets lie at a place, split into lanes so that orders of the same second do not wait for each other.
create table programmes.note_stock (
  programme text not null,
  place text not null,
  lane smallint not null,
  free integer not null default 0 check (free >= 0),
  reserved integer not null default 0 check (reserved >= 0),
  handed integer not null default 0 check (handed >= 0),
  returned integer not null default 0 check (returned >= 0), -- given back by whoever had it
  primary key (programme, place, lane)
) with (fillfactor = 50);

-- An order to pick a set up.
create table programmes.note_order (
  person uuid not null,
  taking uuid not null,
  programme text not null,
  place text not null, -- personal
  lane smallint not null,
  code text not null, -- what is said at the counter
  state text not null check (state in ('waiting', 'handed', 'lapsed', 'cancelled', 'returned')),
  amount bigint not null,
  expires_at timestamptz not null, -- of the money
  ordered_at timestamptz not null,
  pick_up_until date not null,
  set_number integer, -- once it is handed over
  closed_at timestamptz,
  primary key (person, taking),
  check ((set_number is not null) = (state in ('handed', 'returned')))
);
create unique index note_order_by_code on programmes.note_order (programme, code) where state = 'waiting';
create index note_order_waiting on programmes.note_order (pick_up_until, person) where state = 'waiting';
create index note_order_at_place on programmes.note_order (programme, place, ordered_at) where state = 'waiting';

-- Sets that were handed to somebody.
create table programmes.note_set (
  programme text not null,
  set_number integer not null,
  person uuid not null,
  taking uuid not null,
  place text not null, -- personal
  lane smallint not null,
  state text not null check (state in ('handed', 'returned')),
  expires_at timestamptz not null, -- of its money
  handed_at timestamptz not null,
  primary key (programme, set_number)
);

-- Notes whose money went into a phone wallet.
create table programmes.note_moved (
  programme text not null,
  note text not null, -- its serial
  person uuid not null,
  amount bigint not null,
  moved_at timestamptz not null,
  entry uuid not null,
  salt text not null,
  primary key (programme, note)
);

-- Ranges whose notes are refused. One officer blocks; to lift it takes another besides.
create table programmes.note_block (
  programme text not null,
  id uuid not null, -- version 7
  first_set integer not null,
  last_set integer not null,
  handed_too boolean not null, -- also those that had been handed out
  reason text not null check (reason in ('stolen', 'lost', 'counterfeit', 'misprint')),
  words text not null, -- personal
  blocked_by uuid not null,
  blocked_at timestamptz not null,
  lifting_by uuid,
  lifting_at timestamptz,
  lifted_by uuid,
  lifted_at timestamptz,
  primary key (programme, id),
  check (lifted_by is distinct from lifting_by or lifted_by is null)
);
create index note_block_in_force on programmes.note_block (programme, last_set) where lifted_at is null;

-- Wrong scratch codes, counted for each note and for each who tried, day by day.
create table programmes.note_guess (
  programme text not null,
  subject text not null, -- a serial, or a shop or person
  day date not null,
  wrong smallint not null,
  primary key (programme, subject, day)
);

-- Every act on paper, with who did it: what the office sees as history. The way to its leaf in the public log.
create table programmes.paper_act (
  programme text not null,
  id uuid not null, -- version 7: newest last
  kind text not null,
  at timestamptz not null,
  officer uuid, -- null for what the clock did, or the person
  content jsonb not null, -- personal
  entry uuid not null,
  salt text not null,
  primary key (programme, id)
);

-- Where a note was spent.
create index payment_by_note on programmes.payment (programme, note, paid_at) where note is not null;
