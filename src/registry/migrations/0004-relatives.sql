-- Who looks at what stands of their family on a page of their own: told as that.
alter table registry.access drop constraint access_reader_kind_check;
alter table registry.access add constraint access_reader_kind_check
  check (reader_kind in ('officer', 'service', 'relative'));
