import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { grantCard, issueCopies } from '../../src/credentials/index.ts';
import { transaction } from '../../src/kernel/index.ts';
import type { Government } from '../../src/pack/index.ts';

const TYPE = 'resident-card';

/** A number of the right form that nobody has. */
const NOBODY = 'A299999999';

/** A card of a person's, on a device, for the routes about it. The longer beginnings come first: each path takes the first that fits. */
export async function makeCards(gov: Government, person: string): Promise<Record<string, Record<string, string>>> {
  const wallet = randomUUID();
  const card = await transaction(gov.db, async (tx) => {
    const granted = await grantCard(tx, gov, { person, type: TYPE });
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
    const copies = { card: granted, format: 'dc+sd-jwt', keys: [key], wallet, request: 'walk' } as const;
    await issueCopies(tx, gov, copies);
    return granted;
  });
  return { '/cards/devices/': { wallet }, '/cards/': { card: card.id } };
}

/** A body that suits each route about cards. An officer looks for nobody: who has the office may look for anybody. */
export const CARD_BODIES: Record<string, object> = {
  'POST /cards/offers': { type: 'none', to: 'other' },
  'POST /cards/offers/cancel': { offer: randomUUID() },
  'POST /cards/:card/suspend': {},
  'POST /cards/:card/resume': {},
  'POST /cards/:card/revoke': {},
  'POST /cards/:card/paper': {},
  'POST /cards/:card/paper/revoke': {},
  'POST /cards/devices/:wallet/lost': {},
  'POST /office/cards': { number: NOBODY },
  'POST /office/cards/person': { person: randomUUID() },
  'POST /office/cards/decisions': { person: randomUUID(), card: randomUUID(), act: 'revoke', reason: '遺失' },
  'POST /office/cards/lost': { person: randomUUID(), wallet: randomUUID() },
  'POST /office/cards/offers': { person: randomUUID(), type: TYPE, subject: randomUUID(), key: '' },
  'POST /office/cards/paper/revoke': { person: randomUUID(), card: randomUUID() },
  'POST /office/cards/paper': { person: randomUUID(), card: randomUUID() },
};
