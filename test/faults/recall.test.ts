import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deviceId, deviceKeys } from '../../src/credentials/cards/testing.ts';
import {
  type Card,
  cardActs,
  copiesOf,
  distrustIssuer,
  grantCard,
  issueCopies,
  recallCards,
  recallsOf,
} from '../../src/credentials/index.ts';
import { all, sql, transaction } from '../../src/kernel/index.ts';
import { inboxOf } from '../../src/messages/index.ts';
import { testGovernment } from '../support/government.ts';
import { killWhileWaiting } from './killed-job.ts';

const AGENCY = 'household-registration';
const government = await testGovernment();
const { gov } = government;

test('taking back that is killed in the middle goes on: each card once, and each holder is told once', async () => {
  const people = await all(
    gov.db,
    sql<{ person: string }>`select id as person from identity.person where number in
      ('A200000012', 'A100000010', 'A200000030', 'A100000038', 'A200000049', 'A100000056') order by id`,
  );
  const cards: Card[] = [];
  for (const { person } of people) {
    const card = await transaction(gov.db, async (tx) => {
      const granted = await grantCard(tx, gov, { person, type: 'resident-card' });
      const wish = { card: granted, format: 'dc+sd-jwt' as const, keys: deviceKeys(2), wallet: deviceId() };
      await issueCopies(tx, gov, { ...wish, request: 'first' });
      return granted;
    });
    cards.push(card);
  }
  gov.clock.advance(1_000);
  await distrustIssuer(gov, { agency: AGENCY, reason: 'a machine was stolen' });

  const inTheMiddle = cards[3]!;
  await killWhileWaiting(government, { job: 'recall', instant: gov.clock.now().toISOString() }, (client) =>
    client.query('select from credentials.card where person = $1 and id = $2 for update', [
      inTheMiddle.person,
      inTheMiddle.id,
    ]),
  );
  const [killed] = await recallsOf(gov.db, AGENCY);
  assert.deepEqual([killed!.cards, killed!.endedAt], [3, null]);

  await recallCards(gov);
  gov.clock.advance(600_000);
  await recallCards(gov);
  const [recall] = await recallsOf(gov.db, AGENCY);
  assert.deepEqual([recall!.cards, recall!.endedAt], [cards.length, gov.clock.now()]);
  for (const card of cards) {
    assert.ok((await copiesOf(gov.db, card)).every(({ revokedAt }) => revokedAt !== null));
    assert.equal((await cardActs(gov.db, card)).filter(({ kind }) => kind === 'recalled').length, 1);
    const letters = await inboxOf(gov.db, card.person, { limit: 50 });
    assert.equal(letters.filter(({ about }) => about === card.id).length, 1);
  }
});
