import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, sha256, sql, transaction } from '../../kernel/index.ts';
import { personOf, withCards } from '../cards/testing.ts';
import { cancelOffer, OFFER_LIFE, offersOf } from './index.ts';
import { AGENCY, asked, issuingFor, offerAt, refusedAs } from './testing.ts';

/*
 * What becomes of offers that are guessed, repeated or stolen: by hand over HTTP.
 */

const { gov } = await testGovernment('tw');
const { origin, offered, newDevice } = await issuingFor(gov);

let mother: string;
let father: string;
before(async () => {
  await withCards(gov);
  [mother, father] = await Promise.all([personOf(gov, 'A200000012'), personOf(gov, 'A100000010')]);
});

describe('an offer', () => {
  it('is taken once, and its document is gone then', async () => {
    const { uri, code } = await offered(mother);
    const again = await offerAt(uri);
    assert.ok(again.grants);
    const first = await (await newDevice()).redeem(uri, code);
    assert.equal(first.status, 200);
    const grants = again.grants as Record<string, Record<string, string>>;
    const form = {
      grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
      'pre-authorized_code': Object.values(grants).at(-1)!['pre-authorized_code']!,
      tx_code: code!,
    };
    refusedAs(await (await newDevice()).token(form), 'invalid_grant');
    assert.equal((await offerAt(uri)).status, 404);
  });

  it('taken by two at the same time is given to one', async () => {
    const { uri, code } = await offered(mother);
    const [one, two] = await Promise.all([newDevice(), newDevice()]);
    const answers = await Promise.all([one.redeem(uri, code), two.redeem(uri, code)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 400]);
  });

  it('ends at the third wrong transaction code, and says no more then to the right one', async () => {
    const { id, uri, code } = await offered(mother);
    const device = await newDevice();
    const wrong = code === '000000' ? '000001' : '000000';
    refusedAs(await device.redeem(uri), 'invalid_request');
    const document = await offerAt(uri);
    const form = {
      grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
      'pre-authorized_code': Object.values(document.grants as Record<string, Record<string, string>>).at(-1)![
        'pre-authorized_code'
      ]!,
    };
    // All at once is no way round it.
    const tries = await Promise.all([1, 2, 3, 4, 5].map(() => device.token({ ...form, tx_code: wrong })));
    for (const answer of tries) refusedAs(answer, 'invalid_grant');
    refusedAs(await device.token({ ...form, tx_code: code! }), 'invalid_grant');
    assert.equal((await offersOf(gov.db, gov, mother)).find((offer) => offer.id === id)!.state, 'lapsed');
  });

  it('that was cancelled or has lapsed is none', async () => {
    const cancelled = await offered(mother);
    await transaction(gov.db, (tx) => cancelOffer(tx, gov, { person: mother, offer: cancelled.id }));
    assert.equal((await offerAt(cancelled.uri)).status, 404);
    const lapsed = await offered(mother);
    gov.clock.advance(OFFER_LIFE);
    assert.equal((await offerAt(lapsed.uri)).status, 404);
    const states = (await offersOf(gov.db, gov, mother)).slice(0, 2).map(({ state }) => state);
    assert.deepEqual(states, ['lapsed', 'cancelled']);
  });

  it('is not found by guessing, and another’s cannot be told from none', async () => {
    const { uri } = await offered(mother);
    const address = new URLSearchParams(uri.split('?')[1]).get('credential_offer_uri')!;
    const guesses = [randomBytes(32).toString('base64url'), `${address.split('/').at(-1)!.slice(0, -1)}A`];
    for (const guess of guesses) {
      const { status } = await asked(`${origin}/issuers/${AGENCY}/offers/${guess}`);
      assert.ok(status === 404 || address.endsWith(guess));
    }
    assert.equal((await asked(address.replace(AGENCY, 'motor-vehicles'))).status, 404);
  });

  it('is not made for whoever may not have the card, nor by another office', async () => {
    await assert.rejects(offered(father, { type: 'disability-card' }));
    const by = { kind: 'officer', person: mother, agency: 'national-pension', role: 'pension-officer' } as const;
    await assert.rejects(offered(father, { by }));
  });

  it('lies in the database as hashes only', async () => {
    const { uri, code } = await offered(mother);
    const reference = uri.split('%2F').at(-1)!;
    const document = await offerAt(uri);
    const rows = await all(gov.db, sql<{ text: string }>`select o::text as text from credentials.offer o`);
    const text = rows.map((row) => row.text).join();
    const grants = Object.values(document.grants as Record<string, Record<string, string>>);
    for (const secret of [reference, ...grants.flatMap((grant) => Object.values(grant)), sha256(code!).toString('hex')])
      if (typeof secret === 'string') assert.ok(!text.includes(secret));
  });
});
