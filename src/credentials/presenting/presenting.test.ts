import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import type { Query } from '../../formats/index.ts';
import { AppError, all, sql } from '../../kernel/index.ts';
import { personOf, withCards } from '../cards/testing.ts';
import { fetchRequest } from './fetch.ts';
import { answerPresentation, forgetPresentations } from './index.ts';
import { encrypted, type HeldCopy, holdCopy, openRequest, presentingIn, requestBehind, tokenFor } from './testing.ts';

const { gov } = await testGovernment('tw');
const SHOP = { party: 'shop', use: 'age' };
const { open, outcome, finish, answer, whyFalse } = presentingIn(gov);
const fails = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

let mother: string;
let father: string;
let card: HeldCopy;
let fathers: HeldCopy;
before(async () => {
  await withCards(gov);
  [mother, father] = await Promise.all([personOf(gov, 'A200000012'), personOf(gov, 'A100000010')]);
  [card, fathers] = [await holdCopy(gov, mother, 'resident-card'), await holdCopy(gov, father, 'resident-card')];
});

describe('a shop asks for an age', () => {
  it('and learns that, and nothing else', async () => {
    const one = await open();
    assert.deepEqual(await outcome(one), { state: 'waiting' });
    assert.deepEqual(await answer(one, [card]), {});
    assert.deepEqual(await outcome(one), {
      state: 'answered',
      cards: [
        {
          ...{ query: 'resident-card', type: 'resident-card', format: 'dc+sd-jwt' },
          claims: { age_equal_or_over: { 18: true } },
        },
      ],
    });
  });

  it('of another card that does, in either of its formats', async () => {
    for (const format of ['dc+sd-jwt', 'mso_mdoc'] as const) {
      const licence = await holdCopy(gov, mother, 'driving-licence', format);
      const one = await open();
      await answer(one, [licence]);
      const { cards } = await outcome(one);
      assert.deepEqual([cards![0]!.type, cards![0]!.format], ['driving-licence', format]);
      const age =
        format === 'mso_mdoc' ? { 'org.iso.18013.5.1': { age_over_18: true } } : { age_equal_or_over: { 18: true } };
      assert.deepEqual(cards![0]!.claims, age);
    }
  });

  it('is told no, and nothing of why', async () => {
    const one = await open();
    const { state } = await requestBehind(gov, one.uri);
    await assert.rejects(
      answerPresentation(gov, { id: one.id, error: 'access_denied', state: 'another' }),
      fails('bad-request'),
    );
    assert.deepEqual(await answerPresentation(gov, { id: one.id, error: 'access_denied', state }), {});
    assert.deepEqual(await outcome(one), { state: 'refused' });
  });

  it('what was shown is handed to it, and forgotten after minutes; then everything is', async () => {
    const one = await open();
    await answer(one, [card]);
    gov.clock.advance(5 * 60_000);
    await forgetPresentations(gov.db, gov.clock.now());
    assert.deepEqual(await outcome(one), { state: 'lapsed' });
    const rows = () =>
      all(gov.db, sql<{ shown: unknown }>`select shown from credentials.presentation where id = ${one.id}`);
    assert.deepEqual(
      (await rows()).map(({ shown: left }) => left),
      [null],
    );
    gov.clock.advance(3_600_000);
    await forgetPresentations(gov.db, gov.clock.now());
    assert.deepEqual(await rows(), []);
  });

  it('more than is shown than was asked for is not handed on', async () => {
    const one = await open();
    await answer(one, [card], { paths: [['age_equal_or_over', '18'], ['birthdate'], ['address']] });
    assert.deepEqual((await outcome(one)).cards![0]!.claims, { age_equal_or_over: { 18: true } });
  });
});

describe('what may be asked for', () => {
  const asking = (...claims: (string | number)[][]): Query => ({
    credentials: [
      {
        ...{
          id: 'card',
          format: 'dc+sd-jwt',
          meta: { vct_values: ['http://localhost:0/credentials/types/resident-card'] },
        },
        claims: claims.map((path) => ({ path })),
      },
    ],
  });

  it('is what is registered; more is refused, and said what', async () => {
    const one = await open({ ...SHOP, query: asking(['age_equal_or_over', '18']) });
    await answer(one, [card]);
    assert.equal((await outcome(one)).state, 'answered');
    await assert.rejects(open({ ...SHOP, query: asking(['age_equal_or_over', '18'], ['birthdate']) }), (error) => {
      assert.ok(error instanceof AppError);
      assert.deepEqual([error.code, error.fields[0]!.path], ['forbidden', '/query/credentials/card/claims/birthdate']);
      assert.match(error.message, /more than is registered for "age".*birthdate of card/);
      return true;
    });
    await assert.rejects(open({ ...SHOP, query: asking(['address']) }), fails('forbidden'));
    await assert.rejects(open({ ...SHOP, query: { credentials: [] } }), fails('invalid'));
    await assert.rejects(open({ party: 'shop', use: 'marketing' }), fails('not-found'));
    await assert.rejects(open({ party: 'nobody', use: 'age' }), fails('not-found'));
  });

  it('claims that may be refused are left out, and the rest still does', async () => {
    const needed = [['family_name'], ['given_name'], ['birthdate'], ['personal_administrative_number']];
    for (const paths of [[...needed, ['address', 'formatted']], needed]) {
      const one = await open({ party: 'bank', use: 'open-account' });
      await answer(one, [card], { paths });
      const { state, cards } = await outcome(one);
      assert.deepEqual([state, Object.keys(cards![0]!.claims).includes('address')], ['answered', paths.length > 4]);
    }
    const one = await open({ party: 'bank', use: 'open-account' });
    await answer(one, [card], { paths: needed.slice(1) });
    assert.equal(await whyFalse(one), 'shown.enough');
  });

  it('addresses and origins are those of who asks', async () => {
    for (const returnTo of ['https://thief.example/', 'http://shop.example/', '//thief.example/', 'javascript:1'])
      await assert.rejects(open({ ...SHOP, returnTo }), fails('invalid'), returnTo);
    await assert.rejects(open({ ...SHOP, browser: { origin: 'https://thief.example' } }), fails('invalid'));
  });
});

describe('on the same device', () => {
  it('what was shown goes to the browser that comes back with the code, once', async () => {
    const one = await open({ ...SHOP, returnTo: 'https://shop.example/till?order=7' });
    const { redirectUri } = await answer(one, [card]);
    const back = new URL(redirectUri!);
    assert.deepEqual([back.origin, back.searchParams.get('order')], ['https://shop.example', '7']);
    assert.deepEqual(await outcome(one), { state: 'answered' });
    // Whoever has sent their own link to somebody has no code.
    await assert.rejects(finish(one), fails('not-found'));
    await assert.rejects(finish({ ...one, code: 'guessed' }), fails('not-found'));
    const code = back.searchParams.get('response_code')!;
    await assert.rejects(finish({ ...one, secret: 'of-another', code }), fails('not-found'));
    assert.deepEqual((await finish({ ...one, code })).cards![0]!.claims, { age_equal_or_over: { 18: true } });
    assert.deepEqual(await finish({ ...one, code }), { state: 'lapsed' });
  });

  it('who refuses comes back, too', async () => {
    const one = await open({ ...SHOP, returnTo: 'https://shop.example/till' });
    const { state } = await requestBehind(gov, one.uri);
    const { redirectUri } = await answerPresentation(gov, { id: one.id, error: 'access_denied', state });
    assert.match(redirectUri!, /^https:\/\/shop\.example\/till\?response_code=/);
  });
});

describe('the government itself', () => {
  const SIGN_IN = { party: 'sign-in', use: 'elsewhere' };
  const holderOf = ({ card: { person, id } }: HeldCopy) => ({ person, card: id });

  it('learns whose card it is without a claim, and logs that it asked', async () => {
    const one = await open(SIGN_IN);
    await answer(one, [card]);
    assert.deepEqual(await outcome(one), { state: 'answered' });
    const { cards } = await finish(one);
    assert.deepEqual([cards![0]!.claims, cards![0]!.holder], [{}, holderOf(card)]);
    assert.deepEqual(await finish(one), { state: 'lapsed' });
    const acts = await all(
      gov.db,
      sql<{ person: string; content: { answer: string } }>`select person, content from credentials.presentation_act`,
    );
    assert.deepEqual(
      acts.map(({ person }) => person),
      [mother],
    );
    assert.match(acts[0]!.content.answer, /^[\w-]{43}$/);
  });

  it('where one person is meant, the card of another does not do', async () => {
    const one = await open({ ...SIGN_IN, person: mother });
    await answer(one, [fathers]);
    assert.equal(await whyFalse(one), 'holder.person');
  });
});

describe('through a browser', () => {
  const ORIGIN = 'https://shop.example';

  it('the answer is bound to the page that asked', async () => {
    for (const page of [ORIGIN, 'https://thief.example']) {
      const one = await open({ ...SHOP, browser: { origin: ORIGIN } });
      assert.equal(one.request!.protocol, 'openid4vp-v1-signed');
      await assert.rejects(fetchRequest(gov, { id: one.id }), fails('not-found'));
      const request = await openRequest(gov, one.request!.data.request, { origin: ORIGIN });
      const response = await encrypted(request, tokenFor(gov, request, [card], { origin: page }));
      await answerPresentation(gov, { id: one.id, response });
      if (page === ORIGIN) assert.equal((await outcome(one)).state, 'answered');
      else assert.equal(await whyFalse(one), 'binding.aud');
    }
  });

  it('and so is that of an mdoc', async () => {
    const licence = await holdCopy(gov, mother, 'driving-licence', 'mso_mdoc');
    const one = await open({ ...SHOP, browser: { origin: ORIGIN } });
    const request = await openRequest(gov, one.request!.data.request, { origin: ORIGIN });
    const response = await encrypted(request, tokenFor(gov, request, [licence], { origin: ORIGIN }));
    await answerPresentation(gov, { id: one.id, response });
    assert.equal((await outcome(one)).state, 'answered');
  });
});
