import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, type Db, openDatabase, sql, transaction } from '../../kernel/index.ts';
import {
  type Consent,
  changeConsent,
  consentCovers,
  consentRefusal,
  holdConsents,
  mayAnswer,
  pauseConsent,
  useConsents,
  validConsent,
  withdrawConsent,
} from './index.ts';
import { consentActs, consentById } from './store.ts';
import { anyConsent } from './testing.ts';

/*
 * A consent raced with its withdrawal: every order in which the steps of two answers and one act can come, each on a
 * connection of its own, with transactions that commit and some that die. What happened must be what some order of whole
 * acts gives, told by a plain model; and no answer is given after a withdrawal.
 */

const { gov, url } = await testGovernment('tw');
const at = gov.clock.now();

/** A connection of its own, which says whether it waits for a lock. */
async function connection() {
  const { db, pool } = openDatabase({ url, connections: 1 });
  after(() => pool.end());
  const [found] = await all(db, sql<{ pid: number }>`select pg_backend_pid() as pid`);
  return { db, pid: found!.pid };
}
const lines = [await connection(), await connection(), await connection()];

const isWaiting = async (pid: number) =>
  (await all(gov.db, sql<{ by: number[] }>`select pg_blocking_pids(${pid}) as by`))[0]!.by.length > 0;

/** `together`: an answer that shares its transaction, and leaves out what somebody else holds. */
type Act = 'answer' | 'together' | 'withdraw' | 'pause' | 'narrow';

const LEFT_OUT = 'left out';

/** What an act does, within its transaction. */
const WORK: Record<Act, (tx: Db, consent: Consent) => Promise<unknown>> = {
  answer: (tx, { id, party }) => validConsent(tx, gov, { consent: id, party, at }),
  async together(tx, { id, party }) {
    const held = (await holdConsents(tx, [id], 'skip')).get(id);
    if (!held) return { fields: [LEFT_OUT] };
    const consent = mayAnswer(held, { party, at });
    await useConsents(tx, [{ consent: id, at, timeZone: gov.pack.timeZone }]);
    return consent;
  },
  withdraw: (tx, { id, person }) => withdrawConsent(tx, gov, { person, consent: id }),
  pause: (tx, { id, person }) => pauseConsent(tx, gov, { person, consent: id }),
  narrow: (tx, { id, person }) =>
    changeConsent(tx, gov, { person, consent: id, fields: ['persons.name'], statements: [] }),
};

/** A consent on paper. */
interface Paper {
  often: Consent['often'];
  state: Consent['state'];
  fields: string[];
  answered: boolean;
}

function answered(paper: Paper): { says: string; after: Paper } {
  const { state, often } = paper;
  if (state !== 'given' || paper.answered) return { says: 'refused', after: paper };
  return { says: paper.fields.join(), after: { ...paper, answered: true, state: often === 'once' ? 'used' : state } };
}

/** What becomes of an act, and of the consent on paper if it commits. */
const MODEL: Record<Act, (paper: Paper) => { says: string; after: Paper }> = {
  answer: answered,
  together: answered,
  withdraw: (paper) => ({ says: 'done', after: { ...paper, state: 'withdrawn' } }),
  pause: (paper) =>
    paper.state === 'given' || paper.state === 'paused'
      ? { says: 'done', after: { ...paper, state: 'paused' } }
      : { says: 'over', after: paper },
  narrow: (paper) =>
    paper.state === 'given' || paper.state === 'paused'
      ? { says: 'done', after: { ...paper, fields: ['persons.name'] } }
      : { says: 'over', after: paper },
};

/** Which refusal it is depends on when a refused answer looks again, and it holds nothing that others would wait for. */
async function saidBy(act: Act, tx: Db, consent: Consent): Promise<string> {
  try {
    const result = await WORK[act](tx, consent);
    return isAnswer(act) ? (result as Consent).fields.join() : 'done';
  } catch (error) {
    const refusal = consentRefusal(error);
    if (!refusal) throw error;
    return isAnswer(act) ? 'refused' : refusal;
  }
}

const isAnswer = (act: Act): boolean => act === 'answer' || act === 'together';

/** An act on a connection of its own: `begin` runs its work, `end` commits, or undoes it where it dies. */
function actor(act: Act, dies: boolean, { db, pid }: (typeof lines)[number], consent: Consent, told: string[][]) {
  let end = () => {};
  const isToEnd = new Promise<void>((resolve) => {
    end = resolve;
  });
  let hasWorked = () => {};
  const worked = new Promise<void>((resolve) => {
    hasWorked = resolve;
  });
  const died = new Error('died');
  const begin = () =>
    transaction(db, async (tx) => {
      told.push([act, await saidBy(act, tx, consent), dies ? 'dies' : 'commits']);
      hasWorked();
      await isToEnd;
      if (dies) throw died;
    }).catch((error) => {
      hasWorked();
      if (error !== died) throw error;
    });
  return { act, dies, pid, begin, end: () => end(), worked, done: undefined as Promise<void> | undefined };
}

/** All ways to put the two steps of three acts in a row, each by the places of its acts. */
function orders(left: number[]): number[][] {
  if (left.every((count) => count === 0)) return [[]];
  return left.flatMap((count, who) =>
    count === 0 ? [] : orders(left.map((one, place) => one - Number(place === who))).map((rest) => [who, ...rest]),
  );
}

/** Until its step is over, or waits for somebody else's. */
async function overOrWaiting(step: Promise<unknown>, pid: number): Promise<void> {
  let isOver = false;
  const over = step.then(() => {
    isOver = true;
  });
  while (!isOver)
    await Promise.race([over, isWaiting(pid).then((waits) => waits && Promise.reject(WAITS))]).catch(pass);
  function pass(error: unknown) {
    if (error !== WAITS) throw error;
    isOver = true;
  }
}
const WAITS = Symbol('it waits');

async function play(
  acts: readonly Act[],
  dying: readonly boolean[],
  order: readonly number[],
  often: Consent['often'],
) {
  const consent = await anyConsent(gov, { often, fields: ['persons.born_on', 'persons.name'] });
  const told: string[][] = [];
  const actors = acts.map((act, place) => actor(act, dying[place]!, lines[place]!, consent, told));
  const begun = new Set<number>();
  for (const who of order) {
    const one = actors[who]!;
    if (begun.has(who)) {
      one.end();
      // One that waits ends as soon as it may, and the next step need not wait for that.
      await overOrWaiting(one.done!, one.pid);
    } else {
      begun.add(who);
      one.done = one.begin();
      await overOrWaiting(one.worked, one.pid);
    }
  }
  await Promise.all(actors.map(({ done }) => done));
  return { consent, told };
}

/** Acts in the order in which each found out what became of it: who changes the row is waited for by all others. */
function expected(told: readonly string[][], often: Consent['often']) {
  let paper: Paper = { often, state: 'given', fields: ['persons.born_on', 'persons.name'], answered: false };
  const says = told.map(([act, said, end]) => {
    if (said === LEFT_OUT) return said; // whoever holds it decides, and it is asked for again
    const next = MODEL[act as Act](paper);
    if (end === 'commits') paper = next.after;
    return next.says;
  });
  return { says, paper };
}

describe('a consent raced with what becomes of it', () => {
  const cases: [Act[], boolean[], Consent['often']][] = [
    [['answer', 'withdraw', 'answer'], [false, false, false], 'once'],
    [['answer', 'withdraw', 'together'], [true, false, false], 'once'],
    [['together', 'withdraw', 'answer'], [false, true, false], 'day'],
    [['answer', 'withdraw', 'pause'], [false, false, false], 'day'],
    [['answer', 'narrow', 'withdraw'], [false, false, false], 'day'],
  ];
  for (const [acts, dying, often] of cases)
    it(`${often}: ${acts.map((act, place) => `${act}${dying[place] ? ' (dies)' : ''}`).join(', ')}`, async () => {
      const areAlike = acts[0] === acts[2] && dying[0] === dying[2];
      for (const order of orders([2, 2, 2])) {
        if (areAlike && order.indexOf(2) < order.indexOf(0)) continue;
        const { consent, told } = await play(acts, dying, order, often);
        const { says, paper } = expected(told, often);
        assert.deepEqual(
          told.map(([, said]) => said),
          says,
          `${order}: ${JSON.stringify(told)}`,
        );
        const now = (await consentById(gov.db, consent.id))!;
        assert.deepEqual([now.state, now.fields], [paper.state, paper.fields]);
        assert.equal(now.answeredAt !== null, paper.answered);
        // Whoever watches disclosures finds what was answered allowed, whatever came after it.
        if (paper.answered) {
          const look = { consent: now.id, party: now.party, person: now.person, fields: ['persons.name'], at };
          assert.equal(await consentCovers(gov.db, gov, look), 'covered');
        }
      }
    });

  it('an answer that asks while a withdrawal is under way gets nothing, and one that is under way is let finish', async () => {
    const withdrawn = await play(['withdraw', 'answer', 'answer'], [false, false, false], [0, 1, 2, 0, 1, 2], 'once');
    assert.deepEqual(
      withdrawn.told.map(([, said]) => said),
      ['done', 'refused', 'refused'],
    );
    const answered = await play(['answer', 'withdraw', 'answer'], [false, false, false], [0, 1, 2, 0, 1, 2], 'day');
    assert.deepEqual(answered.told[0], ['answer', 'persons.born_on,persons.name', 'commits']);
    assert.equal((await consentById(gov.db, answered.consent.id))!.state, 'withdrawn');
  });

  it('nothing is left behind by who died', async () => {
    const { consent } = await play(['answer', 'withdraw', 'answer'], [true, true, true], [0, 0, 1, 1, 2, 2], 'once');
    const now = (await consentById(gov.db, consent.id))!;
    assert.deepEqual([now.state, now.answeredAt], ['given', null]);
    assert.equal((await consentActs(gov.db, consent.id)).length, 1);
  });
});
