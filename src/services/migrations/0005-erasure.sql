-- A person who is erased takes the salts of their acts along: the leaves stay in the public log and open no more.

alter table services.event alter column salt drop not null; -- null once erased; so is services.dispute.salt then
