import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import fc from 'fast-check';
import { testGovernment } from '../../../test/support/government.ts';
import { all, sql, transaction, uuidOf } from '../../kernel/index.ts';
import { distrustKeys } from '../issuers/change.ts';
import { issuerOf } from '../issuers/issuer.ts';
import { paperCode, revokePapers } from '../offline/index.ts';
import { LIST_SIZE } from '../status/index.ts';
import {
  type Card,
  cardActs,
  cardRefusal,
  cardsOf,
  copiesOf,
  grantCard,
  issueCopies,
  loseDevice,
  moveCards,
  PAPER_WALLET,
  recallCards,
  resumeCard,
  revokeCard,
  suspendCard,
} from './index.ts';
import { deviceKeys, personOf, withCards } from './testing.ts';

const { gov } = await testGovernment('tw');
const KEYS = deviceKeys(6);
/** Two devices, and paper. */
const WALLETS = [...['old', 'new'].map((name) => uuidOf(name)), PAPER_WALLET];
const PAPER = 2;
const OFFICER = { kind: 'officer', agency: 'household-registration', role: 'registrar' } as const;

/** One wish; `dies` after its work is done and before it commits. */
type Wish = { dies: boolean } & (
  | { do: 'grant' | 'suspend' | 'resume' | 'revoke' | 'officer-suspends' | 'officer-resumes' }
  | { do: 'print' | 'lose-paper' | 'recall' }
  | { do: 'lose'; wallet: 0 | 1 }
  | { do: 'issue' | 'move'; wallet: 0 | 1; count: number; request: number }
);

const wishes: fc.Arbitrary<Wish[]> = fc.array(
  fc.record({
    dies: fc.integer({ min: 0, max: 3 }).map((chance) => chance === 0),
    do: fc.constantFrom(
      'grant',
      'grant',
      'suspend',
      'resume',
      'revoke',
      'officer-suspends',
      'officer-resumes',
      'issue',
      'issue',
      'issue',
      'move',
      'move',
      'lose',
      'print',
      'print',
      'lose-paper',
      'recall',
    ),
    wallet: fc.constantFrom(0, 1),
    count: fc.integer({ min: 1, max: 3 }),
    request: fc.integer({ min: 0, max: 3 }),
  }) as unknown as fc.Arbitrary<Wish>,
  { minLength: 4, maxLength: 24 },
);

/** Cards as one would keep them on paper: the one that is in force with its copies, those that are over, what was answered. */
interface Paper {
  state: 'none' | 'valid' | 'suspended';
  by: 'holder' | 'officer' | undefined;
  /** Each copy by the device that has it, or revoked. */
  copies: { wallet: number; revoked: boolean }[];
  over: number;
  acts: number;
  /** What was asked under each name, and of which card; by which key it was signed, and whether the answer is still given. */
  answered: Map<number, { asked: string; key: number; isGiven: boolean }>;
  /** Which key its issuer signs with: each that is recalled is followed by another. */
  key: number;
}

type Verdict = 'done' | 'refused';

/** Revokes what is out of the card. @returns how many copies that were not revoked yet. */
function revoke(paper: Paper, which: (copy: Paper['copies'][number]) => boolean): number {
  const found = paper.copies.filter((copy) => !copy.revoked && which(copy));
  for (const copy of found) copy.revoked = true;
  return found.length;
}

/** What each wish does to the paper. */
function apply(paper: Paper, wish: Wish, card: number): Verdict {
  const asked = JSON.stringify({ ...wish, dies: undefined, card });
  if (wish.do === 'grant') {
    if (paper.state === 'none')
      Object.assign(paper, { state: 'valid', by: undefined, copies: [], acts: paper.acts + 1 });
    return 'done';
  }
  if (paper.state === 'none') return 'refused';
  if (wish.do === 'issue' || wish.do === 'move') {
    const earlier = paper.answered.get(wish.request);
    if (earlier) return earlier.isGiven && earlier.asked === asked ? 'done' : 'refused';
    // One that is suspended gives nothing out, but moves with the others.
    if (paper.state !== 'valid' && wish.do === 'issue') return 'refused';
    if (wish.do === 'move') revoke(paper, ({ wallet }) => wallet !== wish.wallet && wallet !== PAPER);
    for (let nth = 0; nth < wish.count; nth += 1) paper.copies.push({ wallet: wish.wallet, revoked: false });
    paper.answered.set(wish.request, { asked, key: paper.key, isGiven: true });
    paper.acts += 1;
    return 'done';
  }
  if (wish.do === 'revoke') {
    Object.assign(paper, { state: 'none', by: undefined, copies: [], over: paper.over + 1, acts: paper.acts + 1 });
    return 'done';
  }
  if (wish.do === 'lose' || wish.do === 'lose-paper') {
    const lost = wish.do === 'lose' ? wish.wallet : PAPER;
    if (revoke(paper, ({ wallet }) => wallet === lost) > 0) paper.acts += 1;
    return 'done';
  }
  if (wish.do === 'print') {
    if (paper.state !== 'valid') return 'refused';
    revoke(paper, ({ wallet }) => wallet === PAPER);
    paper.copies.push({ wallet: PAPER, revoked: false });
    paper.acts += 1;
    return 'done';
  }
  if (wish.do === 'recall') {
    if (revoke(paper, () => true) > 0) {
      paper.acts += 1;
      for (const answer of paper.answered.values()) if (answer.key === paper.key) answer.isGiven = false;
    }
    paper.key += 1;
    return 'done';
  }
  const by = wish.do.startsWith('officer') ? 'officer' : 'holder';
  if (wish.do.endsWith('suspend') || wish.do.endsWith('suspends')) {
    if (paper.state === 'suspended' && (by === 'holder' || paper.by === 'officer')) return 'done';
    Object.assign(paper, { state: 'suspended', by, acts: paper.acts + 1 });
    return 'done';
  }
  if (paper.state === 'valid') return 'done';
  if (by === 'holder' && paper.by === 'officer') return 'refused';
  Object.assign(paper, { state: 'valid', by: undefined, acts: paper.acts + 1 });
  return 'done';
}

class Died extends Error {}

describe('cards, whatever is asked for in whatever order, and whoever dies in the middle', () => {
  let registrar: string;
  const people: string[] = [];
  before(async () => {
    await withCards(gov);
    // An issuer's first key is made when it is first needed; a recall may be wished for before.
    await issuerOf(gov, OFFICER.agency, gov.clock.now());
    registrar = await personOf(gov, 'A200000067');
    const numbers = [
      'A200000012',
      'A100000010',
      'A200000030',
      'A100000038',
      'A200000049',
      'A100000056',
      'A200000101',
      'A100000127',
    ];
    for (const number of numbers) people.push(await personOf(gov, number));
  });

  /** Does what is wished. @returns what came of it. */
  async function act(person: string, wish: Wish): Promise<Verdict | 'died'> {
    const [card] = (await cardsOf(gov.db, person)).filter(({ state }) => state !== 'revoked');
    if (!card && wish.do !== 'grant') return 'refused';
    try {
      await transaction(gov.db, async (tx) => {
        const holder = { kind: 'holder' } as const;
        const by = wish.do.startsWith('officer') ? { ...OFFICER, person: registrar } : holder;
        const decision = { card: card!, by, reason: 'a wish' };
        if (wish.do === 'grant') await grantCard(tx, gov, { person, type: 'resident-card' });
        else if (wish.do === 'issue' || wish.do === 'move') {
          const { count, wallet } = wish;
          const [keys, request, format] = [KEYS.slice(0, count), `${wish.request}`, 'dc+sd-jwt' as const];
          const to = WALLETS[wallet]!;
          if (wish.do === 'issue') await issueCopies(tx, gov, { card: card!, format, keys, wallet: to, request });
          else await moveCards(tx, gov, { person, to, cards: [{ card: card!.id, format, keys }], request });
        } else if (wish.do === 'lose') await loseDevice(tx, gov, { person, wallet: WALLETS[wish.wallet]!, by: holder });
        else if (wish.do === 'print') await paperCode(tx, gov, { card: card!, by: holder });
        else if (wish.do === 'lose-paper') await revokePapers(tx, gov, { card: card!, by: holder });
        else if (wish.do === 'recall') await distrustKeys(tx, gov, { agency: card!.agency, reason: 'a drill' });
        else if (wish.do === 'revoke') await revokeCard(tx, gov, decision);
        else if (/suspend/.test(wish.do)) await suspendCard(tx, gov, decision);
        else await resumeCard(tx, gov, decision);
        if (wish.dies) throw new Died();
      });
      // A copy of the very instant in which its key ended is of the next one, too.
      gov.clock.advance(1_000);
      if (wish.do === 'recall') await recallCards(gov);
      return 'done';
    } catch (error) {
      if (error instanceof Died) return 'died';
      assert.ok(cardRefusal(error), String(error));
      return 'refused';
    }
  }

  it('stand as on paper, with an entry of the log for each act', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(wishes, async (history) => {
        const person = people[run % people.length]!;
        run += 1;
        // Each history goes on with what the one before it left of this person.
        for (const card of await cardsOf(gov.db, person))
          if (card.state !== 'revoked') await act(person, { do: 'revoke', dies: false });
        const before = await cardsOf(gov.db, person);
        const actsBefore = (await Promise.all(before.map((card) => cardActs(gov.db, card)))).flat().length;
        await all(gov.db, sql`delete from credentials.handing_out where person = ${person} returning 1`);
        const paper: Paper = {
          state: 'none',
          by: undefined,
          copies: [],
          over: 0,
          acts: 0,
          answered: new Map(),
          key: 0,
        };
        for (const wish of history) {
          const draft = structuredClone(paper);
          const expected = apply(draft, wish, paper.over);
          const came = await act(person, wish);
          if (came === 'died') assert.equal(expected, 'done');
          else assert.equal(came, expected, JSON.stringify(wish));
          if (came === 'done') Object.assign(paper, draft);
          await assertAsOnPaper(person, paper, before, actsBefore);
        }
      }),
      { numRuns: 8 },
    );
    await assertNoIndexTwice();
  });

  async function assertAsOnPaper(person: string, paper: Paper, before: Card[], actsBefore: number): Promise<void> {
    const cards = await cardsOf(gov.db, person);
    assert.equal(cards.length - before.length, paper.over + Number(paper.state !== 'none'));
    const acts = (await Promise.all(cards.map((card) => cardActs(gov.db, card)))).flat();
    assert.equal(acts.length - actsBefore, paper.acts);
    const card = cards.find(({ state }) => state !== 'revoked');
    assert.deepEqual([card?.state ?? 'none', card?.suspendedBy ?? undefined], [paper.state, paper.by]);
    if (!card) return;
    const copies = await copiesOf(gov.db, card);
    assert.deepEqual(
      copies.map(({ wallet, revokedAt }) => ({ wallet: WALLETS.indexOf(wallet), revoked: revokedAt !== null })),
      paper.copies,
    );
    const told = await all(
      gov.db,
      sql<{ status: number }>`select coalesce(s.status, 0)::integer as status from credentials.copy c
        left join credentials.status s on s.agency = c.agency and s.list = c.list and s.index = c.index
        where c.person = ${person} and c.card = ${card.id} order by c.id`,
    );
    const expected = paper.copies.map(({ revoked }) => (revoked ? 1 : paper.state === 'suspended' ? 2 : 0));
    assert.deepEqual(
      told.map(({ status }) => status),
      expected,
    );
  }

  async function assertNoIndexTwice(): Promise<void> {
    const rows = await all(
      gov.db,
      sql<{ place: string; index: number }>`select agency || list as place, index from credentials.copy`,
    );
    assert.equal(new Set(rows.map(({ place, index }) => `${place} ${index}`)).size, rows.length);
    assert.ok(rows.every(({ index }) => index >= 0 && index < LIST_SIZE));
  }
});
