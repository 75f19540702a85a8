-- An answer as it left, for a receiver to whom it did not come. It is encrypted to the receiver alone, and forgotten within
-- minutes together with its id: whoever asks again by then gets it again, and nothing is read or told anew.
alter table exchange.answer
  add column consent uuid, -- by which it was told; null where only a proof is remembered
  add column told_at timestamptz, -- by the clock of the consent
  add column jwe text; -- personal

-- Read hardly ever and gone soon: unless it is very long it lies in the row, since to store it apart costs more.
alter table exchange.answer alter column jwe set storage external;
alter table exchange.answer set (toast_tuple_target = 8160);
