-- Whose database this is: one row, written by the first that opens it.
create table kernel.installation (
  one boolean primary key default true check (one),
  pack text not null -- the id of the country pack with which it was filled
);
