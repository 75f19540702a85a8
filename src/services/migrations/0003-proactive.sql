-- How far the nightly search for the eligible has come, one row a service; moved on in the transaction of each batch.
create table services.offer_round (
  agency text not null,
  service text not null,
  day date not null,                          -- by the government's clock
  after uuid,                                 -- the last person looked at; people are gone through in the order of their ids
  offered bigint not null,
  finished_at timestamptz,
  primary key (agency, service)
);

-- To whom a service was offered: once in each of its windows.
create table services.offered (
  person uuid not null,
  service text not null,
  window_from date not null,                  -- the window's first day; 0001-01-01 where it is always open
  offered_at timestamptz not null,
  primary key (person, service, window_from)
);
