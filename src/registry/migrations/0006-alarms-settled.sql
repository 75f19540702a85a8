-- An officer of the agency settles an alarm, with what they found: an act of the public log.
alter table registry.alarm
  add column settled_at timestamptz,
  add column settled_by uuid, -- the officer
  add column settlement text, -- personal
  add column entry uuid,
  add column salt text,
  add constraint alarm_settled check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (entry is null));
create index alarm_open on registry.alarm (agency, id) where settled_at is null;
create index alarm_by_entry on registry.alarm (entry) where entry is not null;
