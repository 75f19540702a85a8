import type { PersonalData } from '../kernel/index.ts';

const BOOKS = 'the books of public money, which accounting law keeps whole for years';

/** What becomes of what this room keeps of people. */
export const ledgerPersonal: PersonalData = {
  salts: [],
  values: [],
  keeps: {
    'account.owner': BOOKS,
    'transfer.reference': BOOKS,
    'hold.reference': BOOKS,
    'payout.bank_account': BOOKS,
    'payout.name': BOOKS,
    'payout.reference': BOOKS,
    'payout.reason': BOOKS,
  },
};
