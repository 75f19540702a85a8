import type { AccountSpec } from '../ledger/index.ts';
import type { Government, Programme } from '../pack/index.ts';

const currencyOf = (gov: Government) => gov.pack.currency.code;

/** A person's money of a programme. Its lots expire; it moves to shops, and where the programme says so to the family. */
export function walletAccount(gov: Government, programme: string, person: string): AccountSpec {
  return { kind: 'wallet', owner: person, reference: programme, currency: currencyOf(gov) };
}

/** One printed note: the serial is the account, and it is empty until the note is handed to somebody. */
export function noteAccount(gov: Government, programme: string, serial: string): AccountSpec {
  return { kind: 'note', owner: serial, reference: programme, currency: currencyOf(gov) };
}

/** What a shop has taken in of a programme and has not been paid yet. */
export function shopAccount(gov: Government, programme: string, shop: string): AccountSpec {
  return { kind: 'shop', owner: shop, reference: programme, currency: currencyOf(gov) };
}

/** What is due to a person of a programme and leaves for their bank account; it comes back here if the bank cannot pay. */
export function dueAccount(gov: Government, programme: string, person: string): AccountSpec {
  return { kind: 'person', owner: person, reference: programme, currency: currencyOf(gov) };
}

/** What is set aside for a programme out of its fund: takings are paid from it, and what expires comes back. */
export function programmeAccount(gov: Government, programme: Programme): AccountSpec {
  return { kind: 'programme', owner: programme.id, currency: currencyOf(gov) };
}

/** The prices that people have paid for a programme. */
export function priceAccount(gov: Government, programme: Programme): AccountSpec {
  return { kind: 'price', owner: programme.id, currency: currencyOf(gov) };
}

/** The tax on what shops are charged. */
export function taxAccount(gov: Government, programme: Programme): AccountSpec {
  return { kind: 'tax', owner: programme.agency, currency: currencyOf(gov) };
}
