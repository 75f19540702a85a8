-- What people carry: granted by an agency, and theirs for as long as they may have it.
create table credentials.card (
  person uuid not null, -- its holder
  id uuid not null, -- version 7: newest last
  type text not null,
  agency text not null,
  subject uuid not null, -- whose record it speaks of: the holder's own, or one that names them, as a child's
  key text not null, -- which of their records
  state text not null check (state in ('valid', 'suspended', 'revoked')),
  suspended_by text check (suspended_by in ('holder', 'officer', 'system')),
  granted_at timestamptz not null,
  ends_at timestamptz not null,
  check_at timestamptz not null, -- when it is next looked at whether its holder still may have it
  primary key (person, id),
  check ((state = 'suspended') = (suspended_by is not null))
);
create unique index card_in_force on credentials.card (person, type, subject, key) where state <> 'revoked';
create index card_to_check on credentials.card (check_at) where state <> 'revoked';
create index card_by_subject on credentials.card (subject) where subject <> person;
create index card_by_agency on credentials.card (agency, type, id);

-- Each signed thing that was given out of a card, with a key of the holder's and a status of its own. What it says lies in the wallet alone.
create table credentials.copy (
  person uuid not null,
  card uuid not null,
  id uuid not null,
  wallet uuid not null, -- the device that it was given to, as it calls itself
  format text not null,
  agency text not null,
  list integer not null,
  index integer not null,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz, -- by itself, as when everything moves to another device; what ends a card ends its copies
  primary key (person, card, id)
);
create unique index copy_by_status on credentials.copy (agency, list, index);

-- What was given out under a wallet's own name for its wish, so that asked twice it is given once. Forgotten after a day.
create table credentials.handing_out (
  person uuid not null,
  request text not null,
  asked text not null, -- a hash of what was asked for
  copies text[], -- personal; null until they are made, and once forgotten
  at timestamptz not null,
  primary key (person, request)
);
create index handing_out_by_age on credentials.handing_out (at);

-- All that was done with a card, each an entry of the public log.
create table credentials.card_act (
  person uuid not null,
  id uuid not null, -- version 7: newest last
  card uuid not null,
  kind text not null check (kind in ('granted', 'issued', 'suspended', 'resumed', 'revoked', 'renewed', 'moved')),
  by_kind text not null check (by_kind in ('holder', 'officer', 'system')),
  officer uuid,
  content jsonb not null, -- personal
  at timestamptz not null,
  entry uuid not null,
  salt text,
  primary key (person, id),
  check ((by_kind = 'officer') = (officer is not null))
);
create index card_act_by_card on credentials.card_act (card, id);

-- Token status lists of an agency. Indices are given out in the order of a permutation that only `secret` tells.
create table credentials.status_list (
  agency text not null,
  list integer not null,
  secret bytea not null,
  taken integer not null default 0 check (taken between 0 and 1048576),
  opened_at timestamptz not null,
  primary key (agency, list)
);

-- What is not valid, or no longer was for a while.
create table credentials.status (
  agency text not null,
  list integer not null,
  index integer not null,
  status smallint not null check (status between 0 and 2),
  changed_at timestamptz not null,
  primary key (agency, list, index)
);
create index status_by_change on credentials.status (agency, list, changed_at);

-- Each list as it was last signed.
create table credentials.status_token (
  agency text not null,
  list integer not null,
  token text not null,
  kid text not null, -- whose key signed it: when that is distrusted, no list of it is believed
  built_at timestamptz not null,
  primary key (agency, list)
);
