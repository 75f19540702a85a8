-- Relying parties are told, for one of their uses; of a registry whose data stays with its agency, how that was reached.
alter table registry.access drop constraint access_reader_kind_check;
alter table registry.access
  add constraint access_reader_kind_check check (reader_kind in ('officer', 'service', 'relative', 'party')),
  add column use text,
  add column asked text check (asked in ('answered', 'unanswered', 'stale')),
  add constraint access_use_check check ((use is not null) = (reader_kind = 'party'));

-- Each disclosure is an entry of the public log too, of the same id. Those from before have no salt.
alter table registry.disclosure
  add column salt text,
  add column consent uuid, -- the consent that allowed it; null where a law did
  add column sealed_until timestamptz; -- the person is told of it from then on

-- Until when disclosures were looked at: each is looked at once, for whether something allowed it.
create index disclosure_at on registry.disclosure (at);
create table registry.watch (
  id text primary key, -- what is watched
  until timestamptz not null
);
insert into registry.watch (id, until) select 'disclosures', max(at) from registry.disclosure having max(at) is not null;

-- Disclosures that nothing allowed.
create table registry.alarm (
  person uuid not null,
  id uuid not null, -- of the disclosure
  agency text not null, -- the one that keeps the registry, and has to find out
  registry text not null,
  reason text not null,
  raised_at timestamptz not null,
  primary key (person, id)
);
create index alarm_of_agency on registry.alarm (agency, id);
