-- A single certificate of a relying party that is believed no more: the trust list names it until it ends.
alter table credentials.party_certificate add column withdrawn_at timestamptz;
alter table credentials.party_act drop constraint party_act_kind_check;
alter table credentials.party_act add constraint party_act_kind_check
  check (kind in ('registered', 'certified', 'withdrawn', 'certificate-withdrawn'));
