-- Who tries does so in an installation of made-up people. Who was here to try could ask nobody, and can no more.
delete from exchange.receiver where state = 'sandbox';
alter table exchange.receiver drop column state;
