-- By what means somebody signed in, and when they last proved in this session who they are: null if never, as by a
-- security key that anybody can touch. Sessions from before this table knew have neither.
alter table identity.session
  add column means text check (means in ('passkey', 'touch', 'wallet', 'link', 'demo')),
  add column proved_at timestamptz;
