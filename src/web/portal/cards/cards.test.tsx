import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import {
  cardActs,
  cardById,
  copiesOf,
  offersOf,
  PAPER_WALLET,
  possibleCards,
  resumeCard,
  suspendCard,
} from '../../../credentials/index.ts';
import { LOCALES, PROOF_LIFE, transaction } from '../../../kernel/index.ts';
import { disclosuresOf } from '../../../registry/index.ts';
import { cardOn, cardSite } from '../../cards/fixture.ts';
import { CARDS } from '../../cards/words.ts';
import { cardRoutes } from './routes.tsx';
import { MY_CARDS } from './words.ts';

describe('my cards', async () => {
  const { gov, send, personOf, cookieOf, officerOf } = await cardSite(cardRoutes);
  const [mother, other] = await Promise.all([personOf('employed-mother'), personOf('no-newborn')]);
  const [own, stranger] = await Promise.all([cookieOf('employed-mother'), cookieOf('no-newborn')]);
  const wallets = [randomUUID(), randomUUID()];
  const card = await cardOn(gov, { person: mother, type: 'resident-card' }, wallets);
  const path = `/cards/${card.id}`;
  const acts = async (kind: string) => (await cardActs(gov.db, card)).filter((act) => act.kind === kind).length;
  const stateOf = async () => (await cardById(gov.db, card))!.state;
  const textOf = async (response: Response) => (await response.text()).replaceAll(/<[^>]*>/g, ' ');

  test('what one has, could have and cannot have stand apart, and to look is no disclosure', async () => {
    const before = (await disclosuresOf(gov.db, mother, { limit: 50 })).length;
    const page = await (await send('/cards', { cookie: own })).text();
    const partOf = (id: string) => page.split(`id="${id}"`)[1]?.split('</section>')[0] ?? '';
    assert.match(partOf('mine'), new RegExp(`/cards/${card.id}`));
    assert.match(partOf('can-have'), /type=health-insurance-card/);
    assert.match(partOf('cannot-have'), /type=disability-card/);
    const missing = await textOf(await send('/cards/new?type=disability-card', { cookie: own }));
    assert.match(missing, new RegExp(MY_CARDS.conditions.en));
    assert.doesNotMatch(missing, new RegExp(MY_CARDS.addHere.en));
    assert.equal((await disclosuresOf(gov.db, mother, { limit: 50 })).length, before);
  });

  test("another's card is as one that there is not, on every page and in every form", async () => {
    const nobodys = `/cards/${randomUUID()}`;
    for (const at of ['', '/revoke']) {
      const answers = await Promise.all([path, nobodys].map((start) => send(start + at, { cookie: stranger })));
      assert.deepEqual(
        answers.map(({ status }) => status),
        [404, 404],
        at,
      );
    }
    for (const act of ['suspend', 'resume', 'revoke'])
      assert.equal((await send(`${path}/${act}`, { cookie: stranger }, {})).status, 404, act);
    assert.equal((await send(`/cards/devices/${wallets[0]}/lost`, { cookie: stranger })).status, 404);
    assert.equal((await send(`/cards/devices/${wallets[0]}/lost`, { cookie: stranger }, {})).status, 404);
    assert.equal(await stateOf(), 'valid');
    assert.ok((await copiesOf(gov.db, card)).every(({ revokedAt }) => revokedAt === null));
  });

  test('what is not there, and a record that does not name them, cannot be had', async () => {
    for (const query of ['type=none', `type=child-card&subject=${mother}&key=`, `type=resident-card&subject=${mother}`])
      assert.equal((await send(`/cards/new?${query}`, { cookie: stranger })).status, 404, query);
    const forbidden = { type: 'child-card', subject: mother, key: '', to: 'other' };
    assert.equal((await send('/cards/offers', { cookie: stranger }, forbidden)).status, 403);
    assert.equal((await send('/cards/offers', { cookie: stranger }, { ...forbidden, type: 'none' })).status, 404);
    assert.deepEqual(await offersOf(gov.db, gov, other), []);
  });

  test('an offer for this device leads into its wallet without a code, and shows nothing', async () => {
    const response = await send('/cards/offers', { cookie: own }, { type: 'health-insurance-card', to: 'this' });
    assert.equal(response.status, 303);
    assert.match(response.headers.get('location')!, /^\/wallet#offer\?credential_offer_uri=/);
  });

  test('an offer for another phone shows a code once; sent twice there is one offer, and it can be cancelled', async () => {
    const form = { type: 'health-insurance-card', to: 'other' };
    const open = async () => (await offersOf(gov.db, gov, mother)).filter(({ state }) => state === 'open');
    const [, second] = [
      await send('/cards/offers', { cookie: own }, form),
      await send('/cards/offers', { cookie: own }, form),
    ];
    const page = await second!.text();
    assert.match(page, /<svg class="md-qr"/);
    const code = /md-offer__code">(\d{3}) (\d{3})</.exec(page);
    assert.ok(code);
    const [offer, ...more] = await open();
    assert.deepEqual(more, []);
    const list = await (await send('/cards', { cookie: own })).text();
    assert.ok(!list.includes(code[1]! + code[2]!) && list.includes(offer!.id));
    assert.equal((await send('/cards/offers/cancel', { cookie: stranger }, { offer: offer!.id })).status, 404);
    assert.equal((await open()).length, 1);
    for (let time = 0; time < 2; time += 1)
      assert.equal((await send('/cards/offers/cancel', { cookie: own }, { offer: offer!.id })).status, 303);
    assert.deepEqual(await open(), []);
  });

  test('suspending and resuming, each form sent twice, are one act each', async () => {
    for (const [act, state, kind] of [
      ['suspend', 'suspended', 'suspended'],
      ['resume', 'valid', 'resumed'],
    ] as const) {
      for (let time = 0; time < 2; time += 1)
        assert.equal(
          (await send(`${path}/${act}`, { cookie: own }, {})).headers.get('location'),
          `${path}?done=${kind}`,
        );
      assert.equal(await stateOf(), state);
      assert.equal(await acts(kind), 1);
    }
    const page = await textOf(await send(`${path}?done=resumed`, { cookie: own, locale: 'ko' }));
    assert.match(page, new RegExp(CARDS.resumed.ko));
  });

  test('what an officer suspended its holder does not resume, nor is told that they can', async () => {
    const by = { kind: 'officer', ...(await officerOf('registrar')) } as const;
    await transaction(gov.db, (tx) => suspendCard(tx, gov, { card, by, reason: '遺失' }));
    const page = await (await send(path, { cookie: own })).text();
    assert.ok(page.includes(CARDS.suspendedByOfficer.en) && page.includes('遺失'));
    assert.ok(!page.includes(`${path}/resume`));
    assert.equal((await send(`${path}/resume`, { cookie: own }, {})).status, 403);
    assert.equal(await stateOf(), 'suspended');
  });

  test('a lost device is blocked once, and what is on the other stays', async () => {
    const [lost, kept] = wallets as [string, string];
    assert.equal((await send(`/cards/devices/${lost}/lost`, { cookie: own })).status, 200);
    const answers = [];
    for (let time = 0; time < 2; time += 1)
      answers.push((await send(`/cards/devices/${lost}/lost`, { cookie: own }, {})).headers.get('location'));
    assert.deepEqual(answers, ['/cards/devices?lost=1', '/cards/devices?lost=0']);
    const copies = await copiesOf(gov.db, card);
    assert.ok(copies.every(({ wallet, revokedAt }) => (revokedAt === null) === (wallet === kept)));
    assert.equal((await send(`/cards/devices/${lost}/lost`, { cookie: own })).status, 404);
    assert.equal(await acts('lost'), 1);
  });

  test('a paper is made for its holder alone, one at a time, and can be revoked by itself', async () => {
    assert.equal((await send(`${path}/paper`, { cookie: stranger }, {})).status, 404);
    assert.equal((await send(`${path}/paper`, { cookie: own }, {})).status, 409, 'it is suspended');
    const by = { kind: 'officer', ...(await officerOf('registrar')) } as const;
    await transaction(gov.db, (tx) => resumeCard(tx, gov, { card, by, reason: '尋獲' }));
    const papers = async () =>
      (await copiesOf(gov.db, card)).filter((copy) => copy.wallet === PAPER_WALLET && copy.revokedAt === null);
    for (const locale of LOCALES) {
      const file = await send(`${path}/paper`, { cookie: own, locale }, {});
      assert.equal(file.headers.get('content-type'), 'application/pdf');
      assert.match(await file.text(), /^%PDF-1\.[\s\S]*%%EOF\s*$/);
      assert.equal((await papers()).length, 1);
    }
    assert.ok((await (await send('/cards', { cookie: own })).text()).includes(CARDS.onPaper.en));
    assert.equal((await send(`${path}/paper/revoke`, { cookie: stranger }, {})).status, 404);
    assert.equal((await papers()).length, 1);
    for (let time = 0; time < 2; time += 1)
      assert.equal((await send(`${path}/paper/revoke`, { cookie: own }, {})).status, 303);
    assert.deepEqual(await papers(), []);
    assert.equal(await acts('lost'), 2, 'the device, and the paper once');
  });

  test('what a thief of an open session must not do asks who it is; a lost phone is blocked all the same', async () => {
    gov.clock.advance(PROOF_LIFE);
    for (const [at, form] of [
      ['/cards/offers', { type: 'health-insurance-card', to: 'this' }],
      [`${path}/paper`, {}],
      [`${path}/revoke`, {}],
    ] as const) {
      const answer = await send(at, { cookie: own }, form);
      assert.match(answer.headers.get('location') ?? '', /^\/sign-in\/again\?next=/, at);
    }
    for (const at of [path, `${path}/revoke`, '/cards/new?type=health-insurance-card'])
      assert.match(await (await send(at, { cookie: own })).text(), /href="\/sign-in\/again\?next=/, at);
    const lost = await send(`/cards/devices/${wallets[1]}/lost`, { cookie: own }, {});
    assert.equal(lost.headers.get('location'), '/cards/devices?lost=1');
    assert.equal(await stateOf(), 'valid');
  });

  test('revoked, it stays so and is said to be over', async () => {
    const fresh = await cookieOf('employed-mother');
    for (let time = 0; time < 2; time += 1)
      assert.equal(
        (await send(`${path}/revoke`, { cookie: fresh }, {})).headers.get('location'),
        `${path}?done=revoked`,
      );
    assert.equal(await acts('revoked'), 1);
    assert.equal((await send(`${path}/resume`, { cookie: own }, {})).status, 409);
    const page = await (await send(`${path}?done=revoked`, { cookie: own })).text();
    assert.ok(page.includes(MY_CARDS.over.en) && !page.includes(`action="${path}/`));
    const [again] = (await possibleCards(gov.db, gov, mother)).filter(({ type }) => type.id === 'resident-card');
    assert.ok(again);
  });
});
