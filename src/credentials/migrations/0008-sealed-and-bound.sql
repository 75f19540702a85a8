-- What was given out is kept sealed. What lay here in the open is forgotten: it was kept for a day.
alter table credentials.handing_out alter column copies type bytea using null;
alter table credentials.handing_out add column sealed_by text; -- the name of the installation's key

-- To which key a copy was bound, so that one that somebody else has signed for another key is told from it.
alter table credentials.copy add column holder_key text; -- its thumbprint (RFC 7638); null on paper, which is bound to none
