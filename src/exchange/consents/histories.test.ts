import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { testGovernment } from '../../../test/support/government.ts';
import { all, sql, transaction } from '../../kernel/index.ts';
import {
  type Consent,
  changeConsent,
  consentCovers,
  consentRefusal,
  lapseConsents,
  pauseConsent,
  resumeConsent,
  validConsent,
  withdrawConsent,
} from './index.ts';
import { consentActs, consentById } from './store.ts';
import { anyConsent } from './testing.ts';

/* Random histories of one consent against a plain one, and what each answer was covered by once all has happened. */

const { gov } = await testGovernment('tw');
const DAY_MS = 86_400_000;
const FIELDS = ['persons.born_on', 'persons.name'];

type Wish =
  | { do: 'answer' | 'pause' | 'resume' | 'withdraw' | 'narrow' | 'widen' | 'lapse' }
  | { do: 'answer-for-another' | 'withdraw-of-another' }
  | { do: 'wait'; hours: number }
  | { do: 'shorten'; hours: number };

const wishes = fc.array(
  fc.record({
    do: fc.constantFrom(
      ...['answer', 'answer', 'answer', 'answer', 'pause', 'resume', 'resume', 'withdraw', 'narrow', 'widen', 'lapse'],
      ...['answer-for-another', 'withdraw-of-another', 'wait', 'wait', 'wait', 'shorten'],
    ),
    hours: fc.integer({ min: 1, max: 40 }),
  }) as unknown as fc.Arbitrary<Wish>,
  { minLength: 3, maxLength: 16 },
);

/** A consent as one would keep it on paper. */
interface Paper {
  often: 'once' | 'day';
  state: Consent['state'];
  fields: readonly string[];
  until: number;
  /** The day after the last answer begins. */
  next: number;
  acts: number;
}

const isOver = ({ state, until }: Paper, now: number) => (state !== 'given' && state !== 'paused') || now >= until;
/** The day in Taipei, which has no summer time. */
const dayIn = (time: number) => Math.floor((time + 8 * 3_600_000) / DAY_MS);

/** What a wish does on paper, and what is said to it. */
function onPaper(paper: Paper, wish: Wish, now: number): string {
  const act = (change: Partial<Paper>) => {
    Object.assign(paper, change, { acts: paper.acts + 1 });
    return 'done';
  };
  switch (wish.do) {
    case 'answer':
      if (paper.state === 'paused') return 'paused';
      if (isOver(paper, now)) return 'over';
      if (now < paper.next) return 'this-time-done';
      if (paper.often === 'once') paper.state = 'used';
      else paper.next = (dayIn(now) + 1) * DAY_MS - 8 * 3_600_000;
      return paper.fields.join();
    case 'answer-for-another':
      return 'other-party';
    case 'withdraw-of-another':
      return 'no-consent';
    case 'pause':
    case 'resume': {
      if (isOver(paper, now)) return 'over';
      const state = wish.do === 'pause' ? 'paused' : 'given';
      return paper.state === state ? 'done' : act({ state });
    }
    case 'withdraw':
      return paper.state === 'withdrawn' || paper.state === 'lapsed' ? 'done' : act({ state: 'withdrawn' });
    case 'narrow':
      if (isOver(paper, now)) return 'over';
      return paper.fields.length === 1 ? 'done' : act({ fields: ['persons.name'] });
    case 'widen':
      return isOver(paper, now) ? 'over' : 'only-less';
    case 'shorten': {
      if (isOver(paper, now)) return 'over';
      const until = now + wish.hours * 3_600_000;
      if (until > paper.until) return 'only-less';
      return until === paper.until ? 'done' : act({ until });
    }
    case 'lapse':
      if ((paper.state === 'given' || paper.state === 'paused') && now >= paper.until) act({ state: 'lapsed' });
      return 'done';
    case 'wait':
      return 'done';
  }
}

/** The same in truth. */
function inTruth({ id, person, party }: Consent, wish: Wish): Promise<string> {
  const { db } = gov;
  const at = gov.clock.now();
  const mine = { person, consent: id };
  const done = async (work: Promise<unknown>) => {
    await work;
    return 'done';
  };
  return transaction(db, async (tx) => {
    switch (wish.do) {
      case 'answer':
        return (await validConsent(tx, gov, { consent: id, party, at })).fields.join();
      case 'answer-for-another':
        return (await validConsent(tx, gov, { consent: id, party: 'school', at })).fields.join();
      case 'withdraw-of-another':
        return done(withdrawConsent(tx, gov, { person: id, consent: id }));
      case 'pause':
        return done(pauseConsent(tx, gov, mine));
      case 'resume':
        return done(resumeConsent(tx, gov, mine));
      case 'withdraw':
        return done(withdrawConsent(tx, gov, mine));
      case 'narrow':
        return done(changeConsent(tx, gov, { ...mine, fields: ['persons.name'], statements: [] }));
      case 'widen':
        return done(changeConsent(tx, gov, { ...mine, fields: [...FIELDS, 'persons.sex'], statements: [] }));
      case 'shorten': {
        const { fields } = (await consentById(tx, id))!;
        const until = new Date(at.getTime() + wish.hours * 3_600_000);
        return done(changeConsent(tx, gov, { ...mine, fields, statements: [], until }));
      }
      case 'lapse':
        return done(lapseConsents(tx, gov));
      case 'wait':
        gov.clock.advance(wish.hours * 3_600_000);
        return 'done';
    }
  }).catch((error) => consentRefusal(error) ?? Promise.reject(error));
}

it('consents behave as on paper, and what was answered stays covered', async () => {
  await fc.assert(
    fc.asyncProperty(wishes, fc.constantFrom('once', 'day'), async (history, often) => {
      const from = gov.clock.now();
      const until = new Date(from.getTime() + 4 * DAY_MS);
      const consent = await anyConsent(gov, { often, fields: FIELDS, from, until });
      const { id, person, party } = consent;
      const paper: Paper = { often, state: 'given', fields: FIELDS, until: until.getTime(), next: 0, acts: 1 };
      const looks: { at: Date; fields: string[] }[] = [];
      for (const wish of history) {
        gov.clock.advance(1);
        const now = gov.clock.now();
        const said = await inTruth(consent, wish);
        assert.equal(said, onPaper(paper, wish, now.getTime()), JSON.stringify(wish));
        if (wish.do === 'answer' && said.includes('.')) looks.push({ at: now, fields: said.split(',') });
      }
      const found = (await consentById(gov.db, id))!;
      assert.deepEqual([found.state, found.fields, found.until.getTime()], [paper.state, paper.fields, paper.until]);
      assert.equal((await consentActs(gov.db, id)).length, paper.acts);
      for (const look of looks) {
        const covers = (more: object) => consentCovers(gov.db, gov, { consent: id, party, person, ...look, ...more });
        assert.equal(await covers({}), 'covered');
        assert.equal(await covers({ fields: [...look.fields, 'persons.sex'] }), 'beyond');
        assert.equal(await covers({ party: 'school' }), 'unknown');
        assert.equal(await covers({ person: id }), 'unknown');
        assert.equal(await covers({ at: new Date(from.getTime() - 1) }), 'unknown');
      }
      if (looks.length === 0)
        assert.equal(
          await consentCovers(gov.db, gov, { consent: id, party, person, fields: ['persons.name'], at: from }),
          'over',
        );
    }),
    { numRuns: 60 },
  );
});

it('each act is an entry of the public log, and has receivers told', async () => {
  const { id } = await anyConsent(gov);
  await inTruth((await consentById(gov.db, id))!, { do: 'withdraw' });
  const kinds = (await consentActs(gov.db, id)).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['given', 'withdrawn']);
  const entries = (await consentActs(gov.db, id)).map(({ entry }) => entry);
  const logged = await all(
    gov.db,
    sql<{ id: string }>`select unnest(ids) as id from log.outbox intersect select unnest(${entries}::uuid[])`,
  );
  assert.equal(logged.length, 2);
});
