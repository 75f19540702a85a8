import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { cardActs, cardById, copiesOf, offersOf } from '../../../credentials/index.ts';
import { disclosuresOf } from '../../../registry/index.ts';
import { cardOn, cardSite } from '../../cards/fixture.ts';
import { CARDS } from '../../cards/words.ts';
import { cardOfficeRoutes } from './routes.tsx';
import { CARD_OFFICE } from './words.ts';

const HERE = '/office/cards';

describe('cards at the counter', async () => {
  const { gov, send, personOf, cookieOf } = await cardSite(cardOfficeRoutes);
  const person = await personOf('employed-mother');
  const { number } = gov.pack.demo.personas.find(({ id }) => id === 'employed-mother')!;
  const [registrar, family, elsewhere, none] = await Promise.all(
    ['registrar', 'registrar-in-family', 'licence-officer', 'claims-officer'].map(cookieOf),
  );
  const wallet = randomUUID();
  const card = await cardOn(gov, { person, type: 'resident-card' }, [wallet]);
  const insured = await cardOn(gov, { person, type: 'health-insurance-card' }, [wallet]);
  const post = (path: string, form: Record<string, string>, cookie = registrar!) => send(HERE + path, { cookie }, form);
  const acts = async (kind: string) => (await cardActs(gov.db, card)).filter((act) => act.kind === kind);
  const stateOf = async () => (await cardById(gov.db, card))!.state;

  test('who decides about no cards has no counter', async () => {
    assert.equal((await send(HERE, { cookie: none! })).status, 403);
    for (const [path, form] of [
      ['', { number }],
      ['/person', { person }],
      ['/lost', { person, wallet }],
      ['/offers', { person, type: 'resident-card', subject: person, key: '' }],
      ['/decisions', { person, card: card.id, act: 'revoke', reason: 'x' }],
    ] as const)
      assert.equal((await post(path, form, none!)).status, 403, path);
  });

  test('a number that nobody has comes back to be checked', async () => {
    const page = await post('', { number: 'A299999999' });
    assert.equal(page.status, 422);
    const text = await page.text();
    assert.ok(text.includes(CARD_OFFICE.nobody.en) && text.includes('value="A299999999"'));
  });

  test('an office sees its own cards alone, and the person sees that it looked', async () => {
    const page = await (await post('', { number })).text();
    assert.ok(page.includes(card.id) && !page.includes(insured.id));
    const [read] = await disclosuresOf(gov.db, person, { limit: 1 });
    assert.deepEqual([read!.readerKind, read!.agency], ['officer', 'household-registration']);
  });

  test('an officer of the family is refused, as is another office', async () => {
    const revoke = { person, card: card.id, act: 'revoke', reason: '遺失' };
    assert.equal((await post('', { number }, family!)).status, 403);
    assert.equal((await post('/decisions', revoke, family!)).status, 403);
    assert.equal(
      (await post('/offers', { person, type: 'resident-card', subject: person, key: '' }, family!)).status,
      403,
    );
    assert.equal((await post('/decisions', revoke, elsewhere!)).status, 404);
    assert.equal((await post('/decisions', { ...revoke, card: randomUUID() })).status, 404);
    assert.equal(
      (await post('/offers', { person, type: 'resident-card', subject: person, key: '' }, elsewhere!)).status,
      404,
    );
    assert.equal((await post('/lost', { person, wallet }, elsewhere!)).status, 200);
    assert.equal(await stateOf(), 'valid');
    assert.ok((await copiesOf(gov.db, card)).every(({ revokedAt }) => revokedAt === null));
    assert.deepEqual(await offersOf(gov.db, gov, person), []);
  });

  test('without a reason nothing is decided, and what was typed is still there', async () => {
    for (const [reason, said] of [
      ['  ', CARD_OFFICE.enterReason.en],
      ['理'.repeat(501), '500 characters'],
    ] as const) {
      const page = await post('/decisions', { person, card: card.id, act: 'suspend', reason });
      assert.equal(page.status, 422);
      const text = await page.text();
      for (const part of [said, `href="#reason-${card.id}"`, reason.trim()]) assert.ok(text.includes(part), part);
    }
    assert.equal(await stateOf(), 'valid');
  });

  test('a decision that is sent twice is one act, with its reason', async () => {
    for (let time = 0; time < 2; time += 1) {
      const page = await post('/decisions', { person, card: card.id, act: 'suspend', reason: ' 本人臨櫃申報 ' });
      assert.ok((await page.text()).includes(CARDS.suspended.en));
    }
    assert.deepEqual(
      (await acts('suspended')).map(({ byKind, content }) => [byKind, content.reason]),
      [['officer', '本人臨櫃申報']],
    );
    await post('/decisions', { person, card: card.id, act: 'resume', reason: '尋獲' });
    assert.equal(await stateOf(), 'valid');
  });

  test('a card is handed over by a code on the screen, one offer at a time', async () => {
    const form = { person, type: 'resident-card', subject: person, key: '' };
    await post('/offers', form);
    const page = await (await post('/offers', form)).text();
    assert.match(page, /md-offer__code">\d{3} \d{3}</);
    assert.ok(!page.includes(CARDS.otherWallet.en));
    assert.deepEqual(
      (await offersOf(gov.db, gov, person)).map(({ state }) => state),
      ['open', 'cancelled'],
    );
  });

  test('a paper is printed by the office of the card alone, and revoked by it', async () => {
    const form = { person, card: card.id };
    assert.equal((await post('/paper', form, elsewhere!)).status, 404);
    assert.equal((await post('/paper', form, family!)).status, 403);
    assert.equal((await post('/paper', { person, card: insured.id })).status, 404);
    const file = await post('/paper', form);
    assert.equal(file.headers.get('content-type'), 'application/pdf');
    await file.arrayBuffer();
    assert.ok((await (await post('/person', { person })).text()).includes(`${HERE}/paper/revoke`));
    assert.ok((await (await post('/paper/revoke', form)).text()).includes(CARDS.paperRevoked.en));
    assert.ok(!(await (await post('/person', { person })).text()).includes(`${HERE}/paper/revoke`));
  });

  test('a lost device is blocked for the cards of this office, once', async () => {
    assert.ok((await (await post('/lost', { person, wallet })).text()).includes('no longer work: 1'));
    assert.ok((await (await post('/lost', { person, wallet })).text()).includes(CARDS.lostNothing.en));
    assert.ok((await copiesOf(gov.db, insured)).every(({ revokedAt }) => revokedAt === null));
    assert.equal((await acts('lost')).length, 2, 'the paper, and the device once');
  });
});
