import { all, type Day, type Db, dayOf, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Block, blocksOver } from './blocks-in-force.ts';
import type { PrintRun } from './model.ts';
import { rangesOfSets } from './ranges.ts';
import { runsOfSets } from './runs.ts';
import { formatSerial, parseSerial, type Serial } from './serial.ts';
import { type Series, seriesOfPrefix } from './series.ts';

/** Where and when a note was spent. */
export interface Spending {
  shop: string;
  /** As the pack names it. */
  region: string;
  at: Date;
}

/**
 * How a note stands.
 * - `unknown`: no such note was ever printed.
 * - `unissued`: printed, but nobody has got it: stolen from a printer's or a post office, it is worth nothing.
 * - `void`: it was destroyed or given back.
 */
export type NoteStanding = { serial: string; programme: string } & (
  | { state: 'unknown' }
  | ({ value: number; until: Day | undefined; run: PrintRun } & (
      | { state: 'unissued' | 'void' }
      | { state: 'blocked'; block: Block }
      /** `person` is who got the set: it may be anybody's by now. */
      | { state: 'good' | 'expired'; person: string; expiresAt: Date | undefined }
      | { state: 'spent'; spending: Spending }
      | { state: 'moved'; at: Date }
    ))
);

/** What somebody typed or scanned: a serial that leads to a programme, or nothing. */
export interface Recognised {
  serial: Serial;
  /** In one word. */
  text: string;
  programme: string;
}

/** Reads a serial as typed. `unknown`: its check digits fit, but no programme has these letters. @param known series by their letters. */
export async function recognise(
  db: Db,
  typed: string,
  known: Map<string, Series | undefined> = new Map(),
): Promise<Recognised | 'mistyped' | 'unknown'> {
  const serial = parseSerial(typed);
  if (!serial || serial.place === 0) return 'mistyped';
  if (!known.has(serial.prefix)) known.set(serial.prefix, await seriesOfPrefix(db, serial.prefix));
  const series = known.get(serial.prefix);
  return series ? { serial, text: formatSerial(serial), programme: series.programme } : 'unknown';
}

/** How notes of one programme stand at an instant, by their serials; by few statements, however many. */
export async function noteStandings(
  db: Db,
  { pack }: Pick<Government, 'pack'>,
  programme: string,
  notes: readonly Recognised[],
  at: Date,
): Promise<ReadonlyMap<string, NoteStanding>> {
  const sets = [...new Set(notes.map(({ serial }) => serial.set))];
  const serials = notes.map(({ text }) => text);
  const [runs, ranges, handed, blocks, spendings, moved] = [
    await runsOfSets(db, programme, sets),
    await rangesOfSets(db, programme, sets),
    await handedSets(db, programme, sets),
    await blocksOver(db, programme, sets),
    await spendingsOf(db, programme, serials),
    await movedNotes(db, programme, serials),
  ];
  const today = dayOf(at, pack.timeZone);
  return new Map(
    notes.map(({ serial: { set, place }, text }): [string, NoteStanding] => {
      const known = { serial: text, programme };
      const run = runs.get(set);
      const range = ranges.get(set);
      const value = run?.notes[place - 1];
      if (!run || !range || value === undefined) return [text, { ...known, state: 'unknown' }];
      const got = handed.get(set);
      const until = got ? dayOf(new Date(got.expiresAt.getTime() - 1), pack.timeZone) : (run.expiresOn ?? undefined);
      const printed = { ...known, value, until, run };
      const [spending, move, block] = [spendings.get(text), moved.get(text), blocks.get(set)];
      if (spending) return [text, { ...printed, state: 'spent', spending }];
      if (move) return [text, { ...printed, state: 'moved', at: move }];
      if (block) return [text, { ...printed, state: 'blocked', block }];
      if (got?.state === 'returned' || range.state === 'destroyed') return [text, { ...printed, state: 'void' }];
      const person = got?.person ?? '';
      if (until !== undefined && until < today)
        return [text, { ...printed, state: 'expired', person, expiresAt: got?.expiresAt }];
      if (!got) return [text, { ...printed, state: 'unissued' }];
      return [text, { ...printed, state: 'good', person, expiresAt: got.expiresAt }];
    }),
  );
}

interface Handed {
  set: number;
  person: string;
  state: 'handed' | 'returned';
  expiresAt: Date;
}

async function handedSets(db: Db, programme: string, sets: readonly number[]): Promise<ReadonlyMap<number, Handed>> {
  const rows = await all(
    db,
    sql<Handed>`select set_number as "set", person, state, expires_at as "expiresAt" from programmes.note_set
      where programme = ${programme} and set_number = any(${sets as number[]}::int[])`,
  );
  return new Map(rows.map((row) => [row.set, row]));
}

/** Where notes were spent for which the money was not given back since. */
export async function spendingsOf(
  db: Db,
  programme: string,
  serials: readonly string[],
): Promise<ReadonlyMap<string, Spending>> {
  const rows = await all(
    db,
    sql<Spending & { note: string }>`select p.note, s.name as shop, s.region, p.paid_at as at
      from programmes.payment p join programmes.shop s on s.id = p.shop
      where p.programme = ${programme} and p.note = any(${serials as string[]}::text[]) and p.refunded < p.amount
      order by p.paid_at`,
  );
  return new Map(rows.map(({ note, ...spending }) => [note, spending]));
}

async function movedNotes(db: Db, programme: string, serials: readonly string[]): Promise<ReadonlyMap<string, Date>> {
  const rows = await all(
    db,
    sql<{ serial: string; at: Date }>`select note as serial, moved_at as at from programmes.note_moved
      where programme = ${programme} and note = any(${serials as string[]}::text[])`,
  );
  return new Map(rows.map(({ serial, at }) => [serial, at]));
}
