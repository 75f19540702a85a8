-- Closing a period reads its rights and no others: a month in which nobody was entitled costs nothing.
create index entitlement_of_period on programmes.entitlement (programme, period, person);
