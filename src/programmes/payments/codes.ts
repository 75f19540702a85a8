import { timingSafeEqual } from 'node:crypto';
import { all, array, askInBatches, type Db, first, hasSqlState, run, sha256, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { programmeOf } from '../programme-of.ts';
import { type CodeText, newCode, readCode } from './code-text.ts';
import { Overtaken } from './retry.ts';

/** For so long a code is good, in milliseconds. */
export const CODE_LIFE = 60_000;
/** The clocks of two processes may differ by so much, in milliseconds: so much longer a code is taken than is said. */
export const CLOCK_SKEW = 5_000;
/** A code that is over is forgotten after so long, in milliseconds. */
const KEPT = 60 * 60_000;

/** A code that a person shows to pay. */
export interface ShownCode {
  /** The text of the QR code. */
  qr: string;
  /** Twelve digits to be read out or typed in; the last is a check digit. */
  number: string;
  expiresAt: Date;
}

/** Who shows a code, of which programme, and what tells their device apart (see `deviceOf`). */
export interface Showing {
  person: string;
  programme: string;
  device?: string | undefined;
}

/** Most codes that are written together. */
const MOST = 500;
const DUPLICATE = '23505';

const writers = new WeakMap<Government, (showing: Showing) => Promise<ShownCode>>();

/**
 * Makes a code with which a person can pay once. An earlier one of the same programme is worth nothing any more.
 * Whether it can be paid with is found out at the till.
 * @throws AppError `not-found` for a programme that does not exist.
 */
export async function showCode(gov: Government, showing: Showing): Promise<ShownCode> {
  programmeOf(gov, showing.programme);
  let write = writers.get(gov);
  if (!write) {
    write = askInBatches((showings: readonly Showing[]) => writeCodes(gov, showings), MOST);
    writers.set(gov, write);
  }
  return write(showing);
}

async function writeCodes({ db, clock }: Government, showings: readonly Showing[]): Promise<ShownCode[]> {
  const at = clock.now();
  const expiresAt = new Date(at.getTime() + CODE_LIFE);
  for (let tries = 3; ; tries--) {
    const shown = showings.map((showing) => ({ ...showing, ...newCode(), expiresAt }));
    try {
      await insertCodes(db, shown, at);
      return shown.map(({ qr, number }) => ({ qr, number, expiresAt }));
    } catch (error) {
      // Someone shows the same number: one of 10^11, and there are millions.
      if (!hasSqlState(error, DUPLICATE) || tries === 0) throw error;
    }
  }
}

type Written = Showing & ShownCode & { token: string };

const walletOf = ({ person, programme }: Pick<Showing, 'person' | 'programme'>) => `${person} ${programme}`;

/** Everybody writes codes in one order, so that nobody waits in a ring. */
const inOrder = <Code extends Pick<Showing, 'person' | 'programme'>>(codes: readonly Code[]): Code[] =>
  codes.toSorted((one, other) => (walletOf(one) < walletOf(other) ? -1 : 1));

async function insertCodes(db: Db, shown: readonly Written[], at: Date): Promise<void> {
  const rows = inOrder([...new Map(shown.map((code) => [walletOf(code), code])).values()]);
  const column = (type: string, value: (code: Written) => unknown) => array(rows.map(value), type);
  await run(
    db,
    sql`insert into programmes.code (person, programme, number_hash, token_hash, shown_at, expires_at, device)
      select person, programme, number_hash, token_hash, ${at}, expires_at, device from unnest(
        ${column('uuid', ({ person }) => person)}, ${column('text', ({ programme }) => programme)},
        ${column('bytea', ({ number }) => sha256(number))}, ${column('bytea', ({ token }) => sha256(token))},
        ${column('timestamptz', ({ expiresAt }) => expiresAt)}, ${column('text', ({ device }) => device ?? null)}
      ) as r(person, programme, number_hash, token_hash, expires_at, device)
      on conflict (person, programme) do update set number_hash = excluded.number_hash,
        token_hash = excluded.token_hash, shown_at = excluded.shown_at, expires_at = excluded.expires_at,
        device = excluded.device, payment = null, shop = null`,
  );
}

/** What became of the code that a person showed last. */
export interface CodeNow {
  /** `used` once something was paid with it; `none` where none was shown, or long ago. */
  state: 'live' | 'used' | 'expired' | 'none';
  expiresAt?: Date;
  /** What was paid with it. */
  payment?: { shop: string; id: string };
}

/** For the page that shows a code: whether it has been used, so that it can say so. */
export async function codeNow(
  { db, clock }: Pick<Government, 'db' | 'clock'>,
  { person, programme }: Pick<Showing, 'person' | 'programme'>,
): Promise<CodeNow> {
  const row = await first(
    db,
    sql<{ expiresAt: Date; payment: string | null; shop: string | null }>`
      select expires_at as "expiresAt", payment, shop from programmes.code
      where person = ${person} and programme = ${programme}`,
  );
  if (!row) return { state: 'none' };
  const { expiresAt, payment, shop } = row;
  if (payment && shop) return { state: 'used', expiresAt, payment: { shop, id: payment } };
  return { state: clock.now() < expiresAt ? 'live' : 'expired', expiresAt };
}

/** Who shows a code at this moment. Only one that was scanned tells: a number may be guessed. */
export async function shownBy(
  { db, clock }: Pick<Government, 'db' | 'clock'>,
  text: string,
): Promise<string | undefined> {
  const code = readCode(text);
  if (!code?.token) return undefined;
  const row = await first(
    db,
    sql<{ person: string }>`select person from programmes.code where number_hash = ${sha256(code.number)}
      and token_hash = ${sha256(code.token)} and expires_at > ${clock.now()} and payment is null`,
  );
  return row?.person;
}

/** A code that a till was shown, as it stands. */
export interface FoundCode {
  person: string;
  programme: string;
  expiresAt: Date;
  device: string | null;
  /** What was paid with it already. */
  payment: string | null;
  numberHash: Buffer;
  tokenHash: Buffer;
}

/** The codes of these numbers. They are not locked: `useCodes` finds what came between. */
export async function findCodes(tx: Db, codes: readonly CodeText[]): Promise<Map<string, FoundCode>> {
  if (codes.length === 0) return new Map();
  const numbers = [...new Set(codes.map(({ number }) => number))];
  const rows = await all(
    tx,
    sql<FoundCode & { nth: number }>`
      select r.nth::int, c.* from unnest(${array(numbers.map(sha256), 'bytea')}) with ordinality as r(hash, nth)
      cross join lateral (
        select person, programme, expires_at as "expiresAt", device, payment, token_hash as "tokenHash",
          number_hash as "numberHash" from programmes.code c where c.number_hash = r.hash limit 1) c`,
  );
  return new Map(rows.map(({ nth, ...code }) => [numbers[nth - 1]!, code]));
}

/** A code, and what is paid with it. */
export interface UsedCode {
  code: FoundCode;
  payment: string;
  shop: string;
}

/**
 * Uses codes up. Each is of another wallet, which the ledger has locked: of two tills with the same one, the second comes
 * here after the first.
 * @throws Overtaken when a code is not shown any more, or was paid with.
 */
export async function useCodes(tx: Db, used: readonly UsedCode[]): Promise<void> {
  if (used.length === 0) return;
  const rows = inOrder(used.map(({ code, ...paid }) => ({ ...code, ...paid })));
  const column = (type: string, value: (row: (typeof rows)[number]) => unknown) => array(rows.map(value), type);
  const count = await run(
    tx,
    sql`update programmes.code c set payment = r.payment, shop = r.shop
      from unnest(${column('uuid', ({ person }) => person)}, ${column('text', ({ programme }) => programme)},
        ${column('bytea', ({ numberHash }) => numberHash)}, ${column('uuid', ({ payment }) => payment)},
        ${column('uuid', ({ shop }) => shop)}) as r(person, programme, number_hash, payment, shop)
      where c.person = r.person and c.programme = r.programme and c.number_hash = r.number_hash and c.payment is null`,
  );
  if (count < used.length) throw new Overtaken();
}

/** Whether a code that was scanned is the one that is shown, and not another with the same number. */
export function isShown({ tokenHash }: FoundCode, { token }: CodeText): boolean {
  return token === undefined || timingSafeEqual(sha256(token), tokenHash);
}

/** Forgets codes that have long been over. */
export async function sweepCodes(db: Db, at: Date): Promise<void> {
  await run(db, sql`delete from programmes.code where expires_at < ${new Date(at.getTime() - KEPT)}`);
}
