-- Once a minute each session is written anew: with room on its own page none of the indexes has to be told.
alter table identity.session set (fillfactor = 70);
