-- What the holder is to sign with the card that is asked for, as it stands in the request: ids, words of a purpose, no values.
alter table credentials.presentation add column transaction_data text;
