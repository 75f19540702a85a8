-- Answers that were given out of a wallet: of which card, and when.
alter table services.application add column shown jsonb not null default '{}'; -- personal
