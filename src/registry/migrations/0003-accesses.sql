-- What many disclosures have in common, kept once: a programme reads the same of millions of people, for the same reason.
create table registry.access (
  id uuid primary key, -- a hash of the rest
  reader_kind text not null check (reader_kind in ('officer', 'service')),
  reader text not null, -- an officer's person id or a service's id
  agency text not null,
  registry text not null,
  fields text[] not null,
  purpose jsonb not null
);

alter table registry.disclosure add column access uuid;

update registry.disclosure
set access = md5(jsonb_build_array(reader_kind, reader, agency, registry, fields, purpose)::text)::uuid;

insert into registry.access (id, reader_kind, reader, agency, registry, fields, purpose)
select distinct on (access) access, reader_kind, reader, agency, registry, fields, purpose from registry.disclosure;

alter table registry.disclosure
  alter column access set not null,
  drop column reader_kind,
  drop column reader,
  drop column agency,
  drop column registry,
  drop column fields,
  drop column purpose;
