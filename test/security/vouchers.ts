import type { Government } from '../../src/pack/index.ts';
import { take } from '../../src/programmes/index.ts';

const PROGRAMME = 'triple-stimulus-voucher';

/** What a person took (by the same wish as at the till, so once), for the routes about it. The longer beginnings come first: each path takes the first that fits. */
export async function makeVouchers(gov: Government, person: string): Promise<Record<string, Record<string, string>>> {
  const taking = await take(gov, { person, programme: PROGRAMME, channel: 'mobile', key: 'walk' });
  const [own, programme] = [{ taking: taking.id }, { programme: PROGRAMME }];
  return {
    '/vouchers/takings/': own,
    '/api/vouchers/takings/': own,
    '/vouchers/': programme,
    '/api/vouchers/': programme,
    '/api/programmes/': programme,
    '/office/counter/': programme,
  };
}

/** A channel that there is not: strangers may take what is theirs, and nothing is to change. */
const TAKE = { channel: 'none', key: 'security' };
const NOBODY = '00000000-0000-7000-8000-000000000000';

/** A body that suits each route about vouchers. */
export const VOUCHER_BODIES: Record<string, object> = {
  'POST /vouchers/:programme/take': TAKE,
  'POST /vouchers/:programme/share': { to: NOBODY, amount: '100', key: 'security' },
  'POST /vouchers/:programme/change': { account: '00412345678901', key: 'security' },
  'POST /vouchers/takings/:taking/give-back': {},
  'POST /api/vouchers/:programme/take': TAKE,
  'POST /api/vouchers/:programme/share': { to: NOBODY, amount: 100, key: 'security' },
  'POST /api/vouchers/:programme/change': { bankAccount: '00412345678901', key: 'security' },
  'POST /api/vouchers/takings/:taking/give-back': {},
  'POST /api/card-spending': {
    ...{ programme: PROGRAMME, card: '4000123456789010', amount: 100, class: 'restaurant', region: 'taipei' },
    ...{ on: '2026-11-02', key: 'security' },
  },
  'POST /office/counter': { number: 'A299999999' },
  'POST /office/counter/person': { person: NOBODY, programme: PROGRAMME },
  'POST /vouchers/unpaid': { account: '00412345678901', payout: [NOBODY] },
  'POST /office/counter/unpaid': { person: NOBODY, account: '00412345678901', payout: [NOBODY] },
  'POST /office/counter/:programme': { ...TAKE, person: NOBODY },
};
