import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testGovernment } from '../../test/support/government.ts';
import { cardActs, cardsOf } from '../credentials/index.ts';
import { LOCALES } from '../kernel/index.ts';
import { inboxOf } from '../messages/index.ts';
import type { Effect, Government } from '../pack/index.ts';
import { agreementsOf, answerAgreement } from './index.ts';
import { persona, settle, submitBirth } from './testing/people.ts';

/** The government whose birth registration issues something, too. */
function issuing(gov: Government, credential: string, role: 'child' | 'mother', to = 'mother'): Government {
  const effect: Effect = { verb: 'issue', credential, to, about: { kind: 'person', role } };
  const services = new Map(gov.pack.services);
  const registration = services.get('birth-registration')!;
  services.set(registration.id, { ...registration, effects: [...registration.effects, effect] });
  return { ...gov, pack: { ...gov.pack, services } };
}

const GOVERNMENTS = await Promise.all([testGovernment(), testGovernment(), testGovernment()]);

test("a decision issues a card: the newborn's is its mother's in the same act", async () => {
  const { gov } = GOVERNMENTS[0]!;
  const mother = await persona(gov, 'unmarried-mother');
  const { 'birth-registration': kase } = await submitBirth(issuing(gov, 'child-card', 'child'), mother);
  const [card] = await cardsOf(gov.db, mother);
  const effect = { verb: 'issue', credential: 'child-card', person: mother, card: card!.id };
  assert.deepEqual([kase!.state, kase!.decision!.effects!.at(-1)], ['approved', effect]);
  assert.notEqual(card!.subject, mother);
  assert.deepEqual(
    (await cardActs(gov.db, card!)).map(({ kind }) => kind),
    ['granted'],
  );
});

test('whoever did not apply is written to, once, where to fetch it; who applied is not', async () => {
  const { gov } = GOVERNMENTS[2]!;
  const [mother, father] = [await persona(gov, 'employed-mother'), await persona(gov, 'father')];
  const letters = async (person: string) =>
    (await inboxOf(gov.db, person, { limit: 50 })).filter(({ link }) => link === '/cards');
  const town = issuing(gov, 'child-card', 'child', 'father');
  await submitBirth(town, mother);
  const [asked] = await agreementsOf(gov.db, father);
  await answerAgreement(town, father, asked!.id, true);
  await settle(town);
  const [card] = await cardsOf(gov.db, father);
  const told = await letters(father);
  assert.deepEqual(
    told.map(({ about }) => about),
    [card!.id],
  );
  for (const locale of LOCALES)
    assert.ok(told[0]!.title[locale].includes(gov.pack.credentials.get('child-card')!.title[locale]));
  assert.deepEqual(await letters(mother), []);
});

test('where the rule of the card refuses it, nothing is decided', async () => {
  const { gov } = GOVERNMENTS[1]!;
  const mother = await persona(gov, 'unmarried-mother');
  const { 'birth-registration': kase } = await submitBirth(issuing(gov, 'student-card', 'mother'), mother);
  assert.deepEqual([kase!.state, kase!.decision], ['received', null]);
  assert.deepEqual(await cardsOf(gov.db, mother), []);
});
