-- What people chose to keep of "what can I get?", each row with whom it is about.

create table services.saved_answer (
  person uuid not null,
  key text not null,                          -- of the question
  value jsonb not null,                       -- personal: what was said, and a mark of the question
  saved_at timestamptz not null,
  primary key (person, key)
);

-- Somebody who asked to be told when something new fits.
create table services.saved_search (
  person uuid not null,
  topics text[] not null,                     -- personal: about what; everything where there are none
  told text[] not null,                       -- personal: what fitted when it was last looked
  asked_at timestamptz not null,
  checked_at timestamptz not null,
  check_on date not null,                     -- when a rule, a window or a day of theirs may change it
  pack_version text not null,
  primary key (person)
);
create index saved_search_due on services.saved_search (check_on, person);
