import { all, array, type Db, first, run, sql } from '../../kernel/index.ts';
import { type Range, sizeOf } from './model.ts';
import { refusePaper } from './refusals.ts';

/** Sets that lie together. */
export interface NoteRange extends Range {
  state: 'stored' | 'placed' | 'destroyed';
  /** Null in the central store. */
  place: string | null;
  blocked: boolean;
  /** How many of them had left it when it was last moved. */
  gone: number;
}

const COLUMNS = sql`first_set as first, last_set as last, state, place, blocked, gone`;

/** All ranges of a programme in their order, or only those at a place. */
export function rangesOf(db: Db, programme: string, place?: string): Promise<NoteRange[]> {
  return all(
    db,
    sql<NoteRange>`select ${COLUMNS} from programmes.note_range
      where programme = ${programme} and ${place ? sql`place = ${place}` : sql`true`} order by first_set limit 5000`,
  );
}

/** The ranges in which sets lie, by set; a set that was never printed is missing. */
export async function rangesOfSets(
  db: Db,
  programme: string,
  sets: readonly number[],
): Promise<ReadonlyMap<number, NoteRange>> {
  const rows = await all(
    db,
    sql<NoteRange & { set: number }>`select wanted.set, r.* from unnest(${sets as number[]}::int[]) as wanted(set)
      cross join lateral (
        select ${COLUMNS} from programmes.note_range
        where programme = ${programme} and first_set <= wanted.set order by first_set desc limit 1) r
      where r.last >= wanted.set`,
  );
  return new Map(rows.map(({ set, ...row }) => [set, row]));
}

/**
 * The range in which a set lies, locked so that it is not moved or blocked meanwhile. Many may hold it at once.
 * @returns undefined where the set was never printed.
 */
export function holdRangeOf(tx: Db, programme: string, set: number): Promise<NoteRange | undefined> {
  return first(
    tx,
    sql<NoteRange>`select ${COLUMNS} from (
        select * from programmes.note_range
        where programme = ${programme} and first_set <= ${set} order by first_set desc limit 1 for share) r
      where last_set >= ${set}`,
  );
}

/**
 * Cuts the ranges of a programme at both ends of `range`, so that some of them are exactly its sets, and locks these.
 * The series must be locked.
 * @throws AppError `invalid` where its ends are in the wrong order, or some of its sets were never printed.
 */
export async function cutOut(tx: Db, programme: string, range: Range): Promise<NoteRange[]> {
  if (!(Number.isInteger(range.first) && Number.isInteger(range.last) && 0 < range.first && range.first <= range.last))
    throw refusePaper('bad-range');
  const found = await all(
    tx,
    sql<NoteRange>`select ${COLUMNS} from programmes.note_range
      where programme = ${programme} and first_set <= ${range.last} and last_set >= ${range.first}
      order by first_set for update`,
  );
  const pieces = found.flatMap((one) =>
    [
      { ...one, last: Math.min(one.last, range.first - 1) },
      { ...one, first: Math.max(one.first, range.first), last: Math.min(one.last, range.last) },
      { ...one, first: Math.max(one.first, range.last + 1) },
    ].filter(({ first, last }) => first <= last),
  );
  const cut = pieces.filter(({ first, last }) => first >= range.first && last <= range.last);
  if (cut.reduce((sum, piece) => sum + sizeOf(piece), 0) !== sizeOf(range))
    throw refusePaper('not-movable', { ...range });
  const counted = await countGone(tx, programme, pieces);
  await replace(tx, programme, found, counted);
  return counted.filter(({ first, last }) => first >= range.first && last <= range.last);
}

/** Writes ranges in place of others that hold the same sets. */
export async function replace(
  tx: Db,
  programme: string,
  old: readonly NoteRange[],
  made: readonly NoteRange[],
): Promise<void> {
  await run(
    tx,
    sql`delete from programmes.note_range
      where programme = ${programme} and first_set = any(${old.map(({ first }) => first)}::int[])`,
  );
  const column = (type: string, value: (range: NoteRange) => unknown) => array(made.map(value), type);
  await run(
    tx,
    sql`insert into programmes.note_range (programme, first_set, last_set, state, place, blocked, gone)
      select ${programme}, * from unnest(${column('int', ({ first }) => first)}, ${column('int', ({ last }) => last)},
        ${column('text', ({ state }) => state)}, ${column('text', ({ place }) => place)},
        ${column('bool', ({ blocked }) => blocked)}, ${column('int', ({ gone }) => gone)})`,
  );
}

/** How many sets of each range have been handed to somebody. */
async function countGone(tx: Db, programme: string, ranges: readonly NoteRange[]): Promise<NoteRange[]> {
  const rows = await all(
    tx,
    sql<{ first: number; gone: number }>`select r.first, (
        select count(*)::int from programmes.note_set
        where programme = ${programme} and set_number between r.first and r.last) as gone
      from unnest(${array(
        ranges.map(({ first }) => first),
        'int',
      )}, ${array(
        ranges.map(({ last }) => last),
        'int',
      )})
        as r(first, last)`,
  );
  const gone = new Map(rows.map((row) => [row.first, row.gone]));
  return ranges.map((range) => ({ ...range, gone: gone.get(range.first)! }));
}

/** How many sets of ranges are still in them. */
export const leftIn = (ranges: readonly NoteRange[]): number =>
  ranges.reduce((sum, range) => sum + sizeOf(range) - range.gone, 0);
