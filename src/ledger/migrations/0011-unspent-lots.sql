-- The sweep looks for lots that hold something, and passes by the millions that are empty. `posted` itself must stand in no
-- index, nor in its condition: then each payment would write to the indexes as well (no HOT update). This column changes
-- only when a lot is filled or emptied.
alter table ledger.account
  add column unspent boolean not null generated always as (expires_at is not null and posted <> 0) stored;

create index account_unspent on ledger.account (shard, expires_at, id, lane) where unspent;
