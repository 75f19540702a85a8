import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { type Db, sql } from '../kernel/index.ts';
import {
  type CaptureRequest,
  capture,
  ensureAccount,
  type Hold,
  type HoldRequest,
  hold,
  holdIdOf,
  lotsOf,
  openBook,
  type Posting,
  postEach,
  type ReleaseRequest,
  refusalReason,
  release,
  reverse,
  type TransferRequest,
  transfer,
  transferIdOf,
  trialBalance,
} from './index.ts';
import { PlainWallets } from './plain-wallets.ts';

const CURRENCY = 'XTS';
const NAMES = ['ann', 'bob', 'eve', 'shop', 'till'];
const BEGIN = Date.parse('2026-03-02T01:00:00Z');
const MINUTE = 60_000;

/** What somebody asks: one thing, several together, or that something be taken back. */
type Act = Posting | { each: Posting[] } | { reverse: string; at: Date };

/**
 * A long random history against the plain wallets, the same for the same seed: transfers, lots, holds, time that passes,
 * requests that are repeated, that use a key again, that come late; connections that are killed in the middle. After
 * each act the answers are compared, and now and then every lot of every account.
 */
export async function simulate(db: Db, options: { seed: number; acts: number; kills?: boolean }): Promise<void> {
  const { seed, acts, kills = false } = options;
  const chance = randomOf(seed);
  const client = `seed ${seed}`;
  const plain = new PlainWallets();
  const world = await ensureAccount(db, { kind: 'issuance', owner: client, currency: CURRENCY });
  const people: string[] = [];
  for (const owner of NAMES) {
    people.push(await ensureAccount(db, { kind: 'person', owner: `${client} ${owner}`, currency: CURRENCY }));
  }
  for (const id of [world, ...people]) plain.accounts.set(id, new Map());
  plain.overdrawn.add(world);
  let now = BEGIN;
  const past: Act[] = [];
  const nextAct = actsOf({ chance, client, world, people });
  for (let nth = 0; nth < acts; nth++) {
    now += chance(3) * MINUTE;
    // One in five is an old one again: at once, late, or long after.
    const act = past.length > 0 && chance(5) === 0 ? later(past[chance(past.length)]!, now) : nextAct(now, nth);
    past.push(act);
    const expected = plainly(plain, act);
    const found = await really(db, act, chance(2) === 0, kills && chance(4) === 0 ? killer(db, chance(6)) : undefined);
    assert.deepEqual(found, expected, `seed ${seed}, act ${nth}: ${JSON.stringify(act)}`);
    if (nth % 25 === 0) await assertSame(db, plain);
  }
  await assertSame(db, plain);
  assert.deepEqual((await trialBalance(db)).problems, []);
}

/** A small generator of random numbers (mulberry32): `chance(n)` is a whole number below n. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

function actsOf(made: { chance: (below: number) => number; client: string; world: string; people: string[] }) {
  const { chance, client, world, people } = made;
  const somebody = () => people[chance(people.length)]!;
  const another = (than: string) => people[(people.indexOf(than) + 1 + chance(people.length - 1)) % people.length]!;
  const lotAt = (now: number) => new Date((Math.floor(now / (20 * MINUTE)) + 1 + chance(3)) * 20 * MINUTE);
  const keyAt = (nth: number) => String(chance(30) === 0 ? chance(nth + 1) : nth);
  const payment = (now: number, key: string): TransferRequest => {
    const fresh = chance(4) === 0;
    const debit = fresh ? world : somebody();
    const credit = fresh ? somebody() : another(debit);
    return {
      ...{ client, key, debit, credit, amount: 1 + chance(fresh ? 120 : 60), currency: CURRENCY },
      ...{ at: new Date(now), purpose: 'test', ...(chance(fresh ? 2 : 6) === 0 && { lot: lotAt(now) }) },
    };
  };
  const [paid, held]: [string[], string[]] = [['0'], ['0']];
  const noted = (keys: string[], key: string) => {
    keys.push(key);
    return key;
  };
  /** One of the last few. */
  const recent = (keys: string[]) => keys[Math.max(0, keys.length - 1 - chance(4))]!;
  const reserve = (now: number, key: string): HoldRequest => ({
    ...{ client, key, account: people[chance(3)]!, amount: 1 + chance(50), currency: CURRENCY, purpose: 'test' },
    ...{ at: new Date(now), expiresAt: new Date(now + (1 + chance(15)) * MINUTE) },
  });
  const take = (now: number, key: string): CaptureRequest => ({
    ...{ client, key: `capture ${key}`, hold: holdIdOf(client, recent(held)), at: new Date(now), purpose: 'test' },
    to: Array.from({ length: 1 + chance(2) }, (_, part) => ({ credit: people[3 + part]!, amount: 1 + chance(25) })),
  });
  const free = (now: number): ReleaseRequest => ({ hold: holdIdOf(client, recent(held)), at: new Date(now) });
  const together = (now: number, key: string): Posting =>
    [
      () => ({ transfer: payment(now, key) }),
      () => ({ transfer: payment(now, key) }),
      () => ({ hold: reserve(now, key) }),
      () => ({ capture: take(now, key) }),
      () => ({ release: free(now) }),
    ][chance(5)]!();
  const kinds: ((now: number, nth: number) => Act)[] = [
    (now, nth) => ({ transfer: payment(now, noted(paid, keyAt(nth))) }),
    (now, nth) => ({ transfer: payment(now, noted(paid, keyAt(nth))) }),
    (now, nth) => {
      const each = Array.from({ length: 1 + chance(8) }, (_, part) => together(now, `${keyAt(nth)}.${part}`));
      for (const posting of each) if ('hold' in posting) noted(held, posting.hold.key);
      return { each };
    },
    (now) => ({ reverse: transferIdOf(client, recent(paid)), at: new Date(now) }),
    (now, nth) => ({ hold: reserve(now, noted(held, keyAt(nth))) }),
    (now, nth) => ({ capture: take(now, String(nth)) }),
    (now) => ({ release: free(now) }),
  ];
  /** Clocks differ: some requests say an earlier time than those before them. */
  const byClock = (now: number) => (chance(6) === 0 ? now - chance(8) * MINUTE : now);
  return (now: number, nth: number) => kinds[chance(kinds.length)]!(byClock(now), nth);
}

/** The same request, by a clock that has gone on. */
function later(act: Act, now: number): Act {
  const at = new Date(now);
  if ('each' in act) return { each: act.each.map((posting) => later(posting, now) as Posting) };
  if ('reverse' in act) return { ...act, at };
  if ('transfer' in act) return { transfer: inTime({ ...act.transfer, at }) };
  if ('hold' in act) return { hold: { ...act.hold, at, expiresAt: new Date(now + MINUTE) } };
  return 'capture' in act ? { capture: { ...act.capture, at } } : { release: { ...act.release, at } };
}

/** A client that repeats a request does so as it was; only one whose lot is over by now keeps its first time. */
function inTime(request: TransferRequest): TransferRequest {
  return request.lot && request.lot <= request.at ? { ...request, at: new Date(request.lot.getTime() - 1) } : request;
}

function plainly(plain: PlainWallets, act: Act): unknown {
  if ('each' in act) return act.each.map((posting) => plainly(plain, posting));
  if ('reverse' in act) return plain.reverse(act.reverse, { at: act.at, purpose: 'correction' });
  if ('transfer' in act) return plain.transfer(act.transfer);
  if ('hold' in act) return plain.hold(act.hold) === 'open' ? 'held' : plain.hold(act.hold);
  return 'capture' in act ? plain.capture(act.capture) : plain.release(act.release);
}

/** As a client does that gets no answer: the same request again, until there is one. */
async function really(db: Db, act: Act, directly: boolean, kill?: () => Promise<void>): Promise<unknown> {
  for (let attempt = 0; ; attempt++) {
    const asked = ask(db, act, (attempt % 2 === 0) === directly).then(
      (answer) => ({ answer }),
      (error) => ({ error, reason: refusalReason(error) }),
    );
    if (attempt === 0) await kill?.();
    const outcome = await asked;
    if ('answer' in outcome) return outcome.answer;
    if (outcome.reason) return outcome.reason;
    if (!kill || attempt > 20) throw outcome.error;
  }
}

async function ask(db: Db, act: Act, directly: boolean): Promise<unknown> {
  if ('reverse' in act) return reverse(db, act.reverse, { at: act.at, purpose: 'correction' });
  if ('each' in act) {
    const outcomes = await postEach(db, act.each);
    return outcomes.map((outcome, nth) =>
      'made' in outcome ? said(act.each[nth]!, outcome.made) : refusalReason(outcome.refused),
    );
  }
  const book = openBook({ db });
  if ('transfer' in act) return directly ? transfer(db, act.transfer) : book.transfer(act.transfer);
  if ('capture' in act) return directly ? capture(db, act.capture) : book.capture(act.capture);
  if ('hold' in act) return said(act, await (directly ? hold(db, act.hold) : book.hold(act.hold)));
  return said(act, await (directly ? release(db, act.release) : book.release(act.release)));
}

/** Of a hold only its state is compared, and not even that when it is asked for: the plain wallets keep no more of it. */
function said(posting: Posting, made: unknown): unknown {
  if ('hold' in posting) return 'held';
  return 'release' in posting ? (made as Hold).state : made;
}

/** Cuts off whichever connections are in use, some milliseconds from now. */
function killer(db: Db, milliseconds: number): () => Promise<void> {
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where pid <> pg_backend_pid()
      and datname = current_database() and backend_type = 'client backend'`
      .execute(db)
      .catch(() => {});
    await setImmediate(); // by now the pool has heard of it, and lends none of them any more
  };
}

async function assertSame(db: Db, plain: PlainWallets): Promise<void> {
  for (const [id, lots] of plain.accounts) {
    const held = new Map<number, number>();
    for (const hold of plain.holds.values()) {
      if (hold.account !== id || hold.state !== 'open') continue;
      for (const [expiry, amount] of hold.lots) held.set(expiry, (held.get(expiry) ?? 0) + amount);
    }
    const expected = [...lots]
      .filter(([, balance]) => balance !== 0)
      .sort(([one], [other]) => one - other)
      .map(([expiry, balance]) => [expiry, balance, held.get(expiry) ?? 0]);
    const found = (await lotsOf(db, id)).map(({ expiresAt, balance, held }) => [
      expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,
      balance,
      held,
    ]);
    assert.deepEqual(found, expected);
  }
}
