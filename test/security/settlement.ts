import type { Government } from '../../src/pack/index.ts';
import { filePayouts, settleDay, settlementsOf, todayOf } from '../../src/programmes/index.ts';
import { officer } from '../../src/services/testing/people.ts';

const PROGRAMME = 'triple-stimulus-voucher';

/** Settles a shop and has the treasury file the payout, for the routes about both. The longer beginnings come first. */
export async function makeSettlement(gov: Government, shop: string): Promise<Record<string, Record<string, string>>> {
  await settleDay(gov, gov.pack.programmes.get(PROGRAMME)!, todayOf(gov));
  const [settled] = await settlementsOf(gov.db, { shop, limit: 1 });
  const { day } = settled!;
  const file = await filePayouts(gov, await officer(gov, 'payments-officer'), { key: 'walk' });
  return {
    '/till/:shop/settlements/': { shop, programme: PROGRAMME, day },
    '/office/payouts/': { file: file!.id },
    '/office/settlements/': { programme: PROGRAMME, day },
  };
}

/** Bodies that suit the routes of the treasury. */
export const SETTLEMENT_BODIES: Record<string, object> = { 'POST /office/payouts': { key: 'walk' } };
