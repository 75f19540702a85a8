import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { type Card, grantCard, resumeCard, type ShownCard, suspendCard } from '../../credentials/index.ts';
import { transaction } from '../../kernel/index.ts';
import { casesOfApplication, openTaskAs, queueOf } from '../index.ts';
import { persona } from '../testing/people.ts';
import { saveAnswers } from './save.ts';
import { saveShown } from './shown.ts';
import { startApplication } from './start.ts';
import { submitApplication } from './submit.ts';
import { viewJourney } from './view.ts';

const { gov } = await testGovernment('tw');
const SERVICE = 'student-coach';
const DAY_MS = 86_400_000;

describe('a fact that is shown out of a wallet', () => {
  let student: string;
  let other: string;
  let id: string;
  let card: Card;
  before(async () => {
    [student, other] = [await persona(gov, 'student'), await persona(gov, 'father')];
    card = await transaction(gov.db, (tx) => grantCard(tx, gov, { person: student, type: 'student-card' }));
    id = await startApplication(gov, student, { service: SERVICE, matter: null }, 'en');
  });

  const journey = () => viewJourney(gov.db, gov, student, id);
  const shown = (but: Partial<ShownCard> = {}): ShownCard => ({
    ...{ query: 'q', type: 'student-card', format: 'dc+sd-jwt', holder: { person: student, card: card.id } },
    ...{ claims: { student: true, until: '2027-07-31' }, ...but },
  });
  const show = (...cards: ShownCard[]) =>
    transaction(gov.db, (tx) =>
      saveShown(tx, gov, { applicant: student, application: id, service: gov.pack.services.get(SERVICE)!, cards }),
    );
  const missing = async () => Object.keys((await journey()).missing);

  it('is asked for, and cannot be typed', async () => {
    assert.deepEqual(await missing(), ['is_student', 'student_until']);
    await saveAnswers(gov.db, gov, await journey(), { is_student: 'yes', student_until: '2027-07-31' });
    assert.deepEqual(await missing(), ['is_student', 'student_until']);
    await assert.rejects(submitApplication(gov, student, id), { code: 'invalid' });
  });

  it('is taken from a card of one’s own of that type, and of no other', async () => {
    assert.equal(await show(shown({ holder: { person: other, card: card.id } })), 0);
    assert.equal(await show(shown({ type: 'resident-card' })), 0);
    const { holder: _, ...nobodys } = shown();
    assert.equal(await show(nobodys), 0);
    assert.equal(await show(shown({ claims: { student: true } })), 1);
    assert.deepEqual(await missing(), ['student_until']);
    assert.equal(await show(shown()), 2);
    const { facts } = await journey();
    assert.deepEqual(facts.is_student, {
      value: true,
      origin: {
        ...{ kind: 'credential', credential: 'student-card', agency: 'education' },
        shownAt: gov.clock.now().toISOString(),
      },
    });
    assert.deepEqual(await missing(), []);
  });

  it('counts as long as the card is in force, and for a week', async () => {
    const by = { kind: 'holder' } as const;
    await transaction(gov.db, (tx) => suspendCard(tx, gov, { card, by, reason: 'lost' }));
    assert.deepEqual(await missing(), ['is_student', 'student_until']);
    await assert.rejects(submitApplication(gov, student, id), { code: 'invalid' });
    await transaction(gov.db, (tx) => resumeCard(tx, gov, { card, by, reason: 'found' }));
    assert.deepEqual(await missing(), []);
    gov.clock.advance(7 * DAY_MS);
    assert.deepEqual(await missing(), ['is_student', 'student_until']);
  });

  it('is handed in with the application, and an officer reads where it comes from', async () => {
    await show(shown({ claims: { student: false, until: '2027-07-31' } }));
    await submitApplication(gov, student, id);
    const [kase] = await casesOfApplication(gov.db, student, id);
    assert.equal(kase!.service, SERVICE);
    await assert.rejects(show(shown()), { code: 'conflict' });
    const officer = { person: other, agency: 'motor-vehicles', role: 'licence-officer' };
    const task = (await queueOf(gov.db, gov, officer)).items.find((item) => item.kase?.id === kase!.id);
    assert.ok(task, 'a student who is none any more is for an officer to refuse');
    const { context } = await openTaskAs(gov, officer, task.task.id);
    const { value, origin } = context!.facts.is_student!;
    assert.deepEqual([value, origin.kind], [false, 'credential']);
  });
});
