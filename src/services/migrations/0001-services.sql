-- Applications and cases lie with the person who applied: every key leads with them.

create table services.application (
  applicant uuid not null,
  id uuid not null,
  life_event text,
  services text[] not null,
  matter jsonb,                               -- {registry, subject, key}: the record that it is about
  answers jsonb not null default '{}',        -- personal
  locale text not null,
  started_at timestamptz not null,
  saved_at timestamptz not null,
  submitted_at timestamptz,
  primary key (applicant, id)
);
create index application_by_matter on services.application (applicant, (matter ->> 'registry'), (matter ->> 'key'));

create table services.case (
  applicant uuid not null,
  id uuid not null,
  application uuid not null,
  place smallint not null,                    -- in the order of the plan
  number text not null,
  service text not null,
  service_version text not null,
  pack_version text not null,
  agency text not null,
  matter jsonb,
  state text not null,
  waits_for text,                             -- agreement, correction, or the id of the service it waits for
  facts jsonb,                                -- personal: what was known when it was last assessed
  decision jsonb,                             -- personal: outcome, clauses, amount, the officer's words
  opened_at timestamptz not null,
  due_on date,
  decided_at timestamptz,
  appeal_until date,
  primary key (applicant, id)
);
create unique index case_by_number on services.case (number);
create index case_by_id on services.case (id);
create index case_by_application on services.case (applicant, application);
create index case_by_matter on services.case ((matter ->> 'registry'), (matter ->> 'key'), service);

-- What happened to a case, one row an act; `entry` and `salt` lead to its leaf in the public log.
create table services.event (
  applicant uuid not null,
  case_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  actor jsonb not null,                       -- personal
  content jsonb not null,                     -- personal
  entry uuid not null,
  salt text not null,
  primary key (applicant, case_id, id)
);

-- An officer's work. `due_on` moves while it is paused.
create table services.task (
  agency text not null,
  id uuid not null,
  kind text not null,                         -- decide, correct, appeal
  role text not null,
  applicant uuid not null,
  people uuid[] not null,                     -- everybody it concerns: their family's officers step aside
  case_id uuid,
  dispute uuid,
  flags text[] not null default '{}',
  opened_at timestamptz not null,
  due_on date not null,
  paused_on date,
  closed_at timestamptz,
  primary key (agency, id)
);
create index task_open on services.task (agency, role, due_on, id) where closed_at is null;
create index task_by_case on services.task (applicant, case_id);

-- Somebody else's yes that a case needs.
create table services.agreement (
  person uuid not null,
  id uuid not null,
  applicant uuid not null,
  case_id uuid not null,
  shown jsonb not null,                       -- personal: the very words that they were shown
  asked_at timestamptz not null,
  answered_at timestamptz,
  agreed boolean,
  primary key (person, id)
);
create index agreement_by_case on services.agreement (applicant, case_id);

-- A value that its owner says is wrong.
create table services.dispute (
  person uuid not null,
  id uuid not null,
  application uuid not null,
  registry text not null,
  field text not null,
  subject uuid not null,
  key text not null,
  held jsonb,                                 -- personal
  claimed text not null,                      -- personal
  opened_at timestamptz not null,
  settled_at timestamptz,
  upheld boolean,
  entry uuid,                                 -- the leaf of its settlement
  salt text,
  primary key (person, id)
);
create index dispute_by_id on services.dispute (id);
create index dispute_open on services.dispute (subject, registry, key) where settled_at is null;

create table services.instalment (
  applicant uuid not null,
  case_id uuid not null,
  month date not null,
  fund text not null,
  account text not null,                      -- personal
  amount bigint not null,
  paid_at timestamptz,
  transfer uuid,
  primary key (applicant, case_id, month)
);
create index instalment_due on services.instalment (month, applicant, case_id) where paid_at is null;

create table services.appeal (
  applicant uuid not null,
  case_id uuid not null,
  grounds text not null,                      -- personal
  lodged_at timestamptz not null,
  answered_at timestamptz,
  granted boolean,
  answer text,                                -- personal
  primary key (applicant, case_id)
);
