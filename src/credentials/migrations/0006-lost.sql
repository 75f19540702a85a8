-- A device that is lost: what is on it of a card is revoked, and the card stays.
alter table credentials.card_act drop constraint card_act_kind_check;
alter table credentials.card_act add constraint card_act_kind_check
  check (kind in ('granted', 'issued', 'suspended', 'resumed', 'revoked', 'renewed', 'moved', 'recalled', 'lost'));
