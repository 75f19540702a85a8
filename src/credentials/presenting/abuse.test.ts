import assert from 'node:assert/strict';
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import type { Query } from '../../formats/index.ts';
import { AppError, all, sql, transaction } from '../../kernel/index.ts';
import { copiesOf, mayHave, resumeCard, revokeCard, suspendCard } from '../cards/index.ts';
import { type Batch, makeMdocs, makeSdJwts } from '../cards/making.ts';
import { personOf, withCards } from '../cards/testing.ts';
import { distrustIssuer, issuerOf } from '../issuers/index.ts';
import { vctAt } from '../issuers/names.ts';
import { statusUri } from '../status/index.ts';
import { fetchRequest } from './fetch.ts';
import { answerPresentation } from './index.ts';
import {
  type Dishonest,
  encrypted,
  type HeldCopy,
  holdCopy,
  openRequest,
  presentingIn,
  requestBehind,
  shown,
  tokenFor,
} from './testing.ts';

const { gov } = await testGovernment('tw');
const SHOP = { party: 'shop', use: 'age' };
const { open, outcome, finish, answer, whyFalse } = presentingIn(gov);
const fails = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

let mother: string;
let father: string;
let card: HeldCopy;
before(async () => {
  await withCards(gov);
  [mother, father] = await Promise.all([personOf(gov, 'A200000012'), personOf(gov, 'A100000010')]);
  card = await holdCopy(gov, mother, 'resident-card');
});

describe('somebody who means ill', () => {
  it('a request is of the wallet that fetched it first', async () => {
    const one = await open();
    const first = await fetchRequest(gov, { id: one.id, walletNonce: 'of-the-first' });
    assert.ok(await fetchRequest(gov, { id: one.id, walletNonce: 'of-the-first' }));
    for (const walletNonce of ['of-another', undefined])
      await assert.rejects(fetchRequest(gov, { id: one.id, walletNonce }), fails('gone'));
    await assert.rejects(openRequest(gov, first, { walletNonce: 'of-another' }), /request.wallet-nonce/);
    const plain = await open();
    assert.ok(await fetchRequest(gov, { id: plain.id }));
    await assert.rejects(fetchRequest(gov, { id: plain.id }), fails('gone'));
  });

  it('an answer counts once, two at the same time too', async () => {
    const one = await open();
    const request = await requestBehind(gov, one.uri);
    const response = await encrypted(request, tokenFor(gov, request, [card]));
    const ends = await Promise.allSettled([1, 2, 3].map(() => answerPresentation(gov, { id: one.id, response })));
    assert.equal(ends.filter(({ status }) => status === 'fulfilled').length, 1);
    await assert.rejects(answerPresentation(gov, { id: one.id, response }), fails('gone'));
    await assert.rejects(
      answerPresentation(gov, { id: one.id, error: 'access_denied', state: request.state }),
      fails('gone'),
    );
    assert.equal((await outcome(one)).state, 'answered');
  });

  it('an answer to another request is none, and changes nothing', async () => {
    const [one, other] = [await open(), await open()];
    const [request, others] = [await requestBehind(gov, one.uri), await requestBehind(gov, other.uri)];
    const replayed = await encrypted(request, tokenFor(gov, request, [card]));
    await assert.rejects(answerPresentation(gov, { id: other.id, response: replayed }), fails('bad-request'));
    // Encrypted anew for the other one, with the state of the first, and with its own.
    const token = tokenFor(gov, request, [card]);
    const stolen = await encrypted({ ...others, state: request.state }, token);
    await assert.rejects(answerPresentation(gov, { id: other.id, response: stolen }), fails('bad-request'));
    assert.equal((await outcome(other)).state, 'waiting');
    await answerPresentation(gov, { id: other.id, response: await encrypted(others, token) });
    assert.equal(await whyFalse(other), 'binding.nonce');
  });

  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const LIES: [what: string, but: Dishonest, failed: string][] = [
    ['another nonce', { nonce: 'of-another-request' }, 'binding.nonce'],
    ['another audience', { audience: 'x509_hash:of-another' }, 'binding.aud'],
    ['the key of somebody else', { key: stranger }, 'signature'],
    ['an old answer', { off: -361 }, 'binding.iat'],
    ['an answer of tomorrow', { off: 86_400 }, 'binding.iat'],
    ['too little', { paths: [['birthdate']] }, 'shown.enough'],
  ];
  for (const [what, but, failed] of LIES) {
    it(`${what}: ${failed}`, async () => {
      const one = await open();
      const { wrong } = await answer(one, [card], but);
      assert.match(wrong!, new RegExp(failed));
      assert.equal(await whyFalse(one), failed);
    });
  }

  it('a false mdoc: another transcript, another key', async () => {
    const licence = await holdCopy(gov, mother, 'driving-licence', 'mso_mdoc');
    for (const but of [{ transcript: new Uint8Array([0x83, 0xf6, 0xf6, 0x80]) }, { key: stranger }]) {
      const one = await open();
      await answer(one, [licence], but);
      assert.equal(await whyFalse(one), 'signature');
    }
  });

  it('what is suspended or revoked does not do, from that moment on', async () => {
    const copy = await holdCopy(gov, father, 'resident-card');
    const decide = (what: typeof revokeCard) =>
      transaction(gov.db, (tx) => what(tx, gov, { card: copy.card, by: { kind: 'holder' }, reason: 'lost' }));
    const tried = async () => {
      const one = await open();
      await answer(one, [copy]);
      return (await outcome(one)).state === 'answered' ? 'answered' : whyFalse(one);
    };
    assert.equal(await tried(), 'answered');
    await decide(suspendCard);
    assert.equal(await tried(), 'status.suspended');
    await decide(resumeCard);
    assert.equal(await tried(), 'answered');
    await decide(revokeCard);
    assert.equal(await tried(), 'status.revoked');
  });

  it('two people cannot put their cards together', async () => {
    const student = await holdCopy(gov, mother, 'resident-card');
    const query: Query = {
      credentials: ['a', 'b'].map((id) => ({
        ...{ id, format: 'dc+sd-jwt', meta: { vct_values: [student.type] } },
        claims: [{ path: ['age_equal_or_over', '18'] }],
      })),
    };
    const one = await open({ ...SHOP, query });
    const request = await requestBehind(gov, one.uri);
    const paths = [['age_equal_or_over', '18']];
    const token = {
      a: [shown(gov, request, student, paths)],
      b: [shown(gov, request, await holdCopy(gov, father, 'resident-card'), paths)],
    };
    await answerPresentation(gov, { id: one.id, response: await encrypted(request, token) });
    assert.equal(await whyFalse(one), 'holder.one');
  });

  it('nobody finds a presentation by guessing, nor opens one without its secret', async () => {
    const one = await open();
    await assert.rejects(outcome({ ...one, secret: 'guessed' }), fails('not-found'));
    const none = { ...one, id: '00000000-0000-4000-8000-000000000000' };
    await assert.rejects(outcome(none), fails('not-found'));
    await assert.rejects(fetchRequest(gov, none), fails('not-found'));
    await assert.rejects(answerPresentation(gov, { ...none, response: 'a.b.c.d.e' }), fails('not-found'));
    for (const response of ['', 'a.b.c.d.e', 'x'.repeat(500_000)])
      await assert.rejects(answerPresentation(gov, { id: one.id, response }), fails('bad-request'));
    assert.equal((await outcome(one)).state, 'waiting');
  });

  it('a request that is too old is over', async () => {
    const one = await open();
    const request = await requestBehind(gov, one.uri);
    const response = await encrypted(request, tokenFor(gov, request, [card]));
    gov.clock.advance(5 * 60_000);
    await assert.rejects(answerPresentation(gov, { id: one.id, response }), fails('gone'));
    await assert.rejects(fetchRequest(gov, { id: one.id }), fails('gone'));
    assert.deepEqual(await outcome(one), { state: 'lapsed' });
  });

  it('a thief of the database has no key of an answer, and finds nothing that was shown', async () => {
    const one = await open();
    await answer(one, [card]);
    await finish(one);
    const [row] = await all(
      gov.db,
      sql<Record<string, unknown>>`select answer_key, code, shown, encode(opener, 'escape') as opener
        from credentials.presentation where id = ${one.id}`,
    );
    assert.deepEqual([row!.answer_key, row!.code, row!.shown], [null, null, null]);
    assert.ok(!String(row!.opener).includes(one.secret));
  });

  /** What somebody makes who has the key of an issuer, and knows where the status of a copy stands. */
  async function forged({ card: real, ...copy }: HeldCopy, key: KeyObject): Promise<HeldCopy> {
    const at = gov.clock.now();
    const type = gov.pack.credentials.get(real.type)!;
    const { claims } = await mayHave(gov.db, gov, { person: real.person, type, about: real });
    const issuer = await issuerOf(gov, real.agency, at);
    const batch: Batch = { type, claims, issuer, vct: vctAt(gov, type.id), from: at, until: real.endsAt };
    const place = (await copiesOf(gov.db, real)).at(-1)!;
    const jwk = createPublicKey(key).export({ format: 'jwk' }) as JsonWebKey;
    const make = copy.format === 'mso_mdoc' ? makeMdocs : makeSdJwts;
    const [credential] = make(batch, [{ key: jwk, place, uri: statusUri(gov, real.agency, place.list) }]);
    return { ...copy, card: real, credential: credential!, key };
  }

  const SHOWN = [
    ['resident-card', 'dc+sd-jwt'],
    ['driving-licence', 'mso_mdoc'],
  ] as const;
  for (const [type, format] of SHOWN) {
    it(`who has the key of an issuer is nobody else by a forged ${format} in the place of their copy`, async () => {
      const theirs = await holdCopy(gov, mother, type, format);
      const tried = async (copy: HeldCopy) => {
        const one = await open();
        await answer(one, [copy]);
        return (await outcome(one)).state === 'answered' ? 'answered' : whyFalse(one);
      };
      assert.equal(await tried(theirs), 'answered');
      assert.equal(await tried(await forged(theirs, theirs.key)), 'answered', 'all else of it is as it must be');
      assert.equal(await tried(await forged(theirs, stranger)), 'holder.key');
    });
  }

  it('what a distrusted key signed does not do, whatever its date', async () => {
    const one = await open();
    await distrustIssuer(gov, { agency: 'household-registration', reason: 'test' });
    await answer(one, [card]);
    assert.equal(await whyFalse(one), 'trust.distrusted');
  });
});
