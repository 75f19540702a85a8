import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { AppError } from '../../kernel/index.ts';
import type { Window } from '../../pack/index.ts';
import { mattersOf } from '../offers.ts';
import { ANSWERS, persona, prepareBirth } from '../testing/people.ts';
import { startApplication } from './start.ts';
import { submitApplication } from './submit.ts';
import { viewJourney } from './view.ts';
import { closedText, isOpenOn, openingOn } from './window.ts';

const window = (from: string, until: string): Window => ({ from, until, checked: true });
const SPRING = window('2026-03-30', '2026-05-29');
const AUTUMN = window('2026-10-01', '2026-10-31');

test('a day lies in a window, before one or after all; without windows it is always open', () => {
  const service = { window: [AUTUMN, SPRING] };
  const states = ['2026-03-29', '2026-03-30', '2026-05-29', '2026-05-30', '2026-11-01'].map(
    (day) => openingOn(service, day).state,
  );
  assert.deepEqual(states, ['later', 'open', 'open', 'later', 'over']);
  assert.deepEqual(openingOn(service, '2026-06-01'), { state: 'later', window: AUTUMN });
  assert.deepEqual([isOpenOn({ window: [] }, '2026-01-01'), isOpenOn(service, '2026-06-01')], [true, false]);
});

describe('outside of its window', async () => {
  const { gov } = await testGovernment();
  const mother = await persona(gov, 'employed-mother');
  const [own] = await mattersOf(gov.db, gov, mother, 'births');

  /** The same government with a window for one service. */
  function setWindow(id: string, windows: readonly Window[]): void {
    const service = { ...gov.pack.services.get(id)!, window: windows };
    Object.assign(gov, { pack: { ...gov.pack, services: new Map([...gov.pack.services, [id, service]]) } });
  }

  const refusal = (id: string) => (error: unknown) => {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'conflict');
    assert.deepEqual(error.detail, closedText(gov.pack.services.get(id)!, '2026-11-02'));
    return true;
  };

  test('a service is not begun, and it is said when it opens', async () => {
    setWindow('childcare-allowance', [window('2027-01-01', '2027-02-28')]);
    const start = { service: 'childcare-allowance', matter: own!.matter };
    await assert.rejects(startApplication(gov, mother, start, 'en'), refusal('childcare-allowance'));
    assert.equal(
      closedText(gov.pack.services.get('childcare-allowance')!, '2026-11-02')!.en,
      'You can apply for “Childcare allowance” from 1 January 2027 to 28 February 2027.',
    );
  });

  test('a life event begins without it', async () => {
    const id = await startApplication(gov, mother, { lifeEvent: 'birth', matter: own!.matter }, 'en');
    const { parts, application } = await viewJourney(gov.db, gov, mother, id);
    assert.equal(parts.find(({ service }) => service.id === 'childcare-allowance')!.standing, 'closed');
    assert.ok(!application.services.includes('childcare-allowance'));
  });

  test('what was begun in time is not submitted after it has closed', async () => {
    const id = await prepareBirth(gov, mother, ANSWERS);
    setWindow('birth-registration', [window('2026-10-01', '2026-11-01')]);
    await assert.rejects(submitApplication(gov, mother, id), refusal('birth-registration'));
    setWindow('birth-registration', [window('2026-10-01', '2026-11-02')]);
    await submitApplication(gov, mother, id);
  });
});
