-- A later last day for spending reaches what is out: a job moves it, page by page.
alter table programmes.round
  drop constraint round_kind_check,
  add constraint round_kind_check check (kind in ('open', 'close', 'lots', 'pay', 'remind-30', 'remind-7', 'extend'));

-- As the public log was told when it was taken; null where that has never been extended.
alter table programmes.taking add column first_expires_at timestamptz;
