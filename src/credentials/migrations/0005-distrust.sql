-- Copies that a distrusted key has signed are taken back, card by card: how far that has come.
create table credentials.recall (
  agency text not null,
  key uuid not null, -- of issuer_key
  began_at timestamptz not null,
  person uuid, -- the last card of the page before, in the order of its holders; null at the beginning of each round
  card uuid,
  cards integer not null default 0, -- taken back so far
  ended_at timestamptz, -- when a round found none any more
  primary key (agency, key),
  check ((person is null) = (card is null))
);
create index recall_open on credentials.recall (began_at) where ended_at is null;

-- What an officer asks another to agree to, since it takes two to distrust a key.
create table credentials.issuer_proposal (
  agency text not null,
  id uuid not null, -- version 7: newest last
  key uuid not null, -- of issuer_key
  reason text not null, -- told to the public log: it names nobody
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  confirmed boolean, -- by the second; null as long as nobody has said
  ended_by uuid,
  ended_at timestamptz,
  primary key (agency, id),
  check ((confirmed is null) = (ended_at is null) and (ended_at is null) = (ended_by is null))
);
create unique index issuer_proposal_open on credentials.issuer_proposal (agency, key) where ended_at is null;

-- What officers did is found by when, where nobody says whose card it was.
create index card_act_by_office on credentials.card_act (id) where officer is not null;

alter table credentials.card_act drop constraint card_act_kind_check;
alter table credentials.card_act add constraint card_act_kind_check
  check (kind in ('granted', 'issued', 'suspended', 'resumed', 'revoked', 'renewed', 'moved', 'recalled'));

alter table credentials.issuer_act drop constraint issuer_act_kind_check;
alter table credentials.issuer_act add constraint issuer_act_kind_check
  check (kind in ('opened', 'rotated', 'distrusted', 'distrust-proposed', 'distrust-declined'));
alter table credentials.issuer_act add column officer uuid; -- null for an operator, and for what comes about by itself
