-- A value may be disputed from where it is shown, without an application that uses it.
alter table services.dispute alter column application drop not null;
