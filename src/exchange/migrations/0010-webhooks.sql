-- Of a card that was revoked receivers are told, too: by the status list that it is in, and so of no consent.
alter table exchange.webhook alter column consent drop not null;
-- What happens often is held back for a minute and told once. What has the same name is alike.
alter table exchange.webhook add column alike text;
create unique index webhook_held on exchange.webhook (party, alike) where tries = 0 and next_at is not null;

-- Whose receivers are told when data changes.
create index consent_regular on exchange.consent (person) where state = 'given' and often <> 'once';
-- What somebody has agreed to and may still end, newest first.
create index consent_open on exchange.consent (person, id) where state in ('given', 'paused');

-- By which receipts are opened.
create index receiver_act_by_entry on exchange.receiver_act (entry);
create index deletion_by_entry on exchange.deletion (entry) where entry is not null;
