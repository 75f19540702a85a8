import { AppError, type Db, first, run, sql } from '../../kernel/index.ts';
import { MOST_SETS, prefixesFor } from './serial.ts';

/** The letters that lead a programme's serials, and the number of the next set that is printed. */
export interface Series {
  programme: string;
  prefix: string;
  nextSet: number;
}

const COLUMNS = sql`programme, prefix, next_set as "nextSet"`;

/** A programme's series, where it has ever printed notes. */
export function seriesOf(db: Db, programme: string): Promise<Series | undefined> {
  return first(db, sql<Series>`select ${COLUMNS} from programmes.note_series where programme = ${programme}`);
}

/** The series whose serials these letters lead: of a programme that runs or has ended, even where its file is gone. */
export function seriesOfPrefix(db: Db, prefix: string): Promise<Series | undefined> {
  return first(db, sql<Series>`select ${COLUMNS} from programmes.note_series where prefix = ${prefix}`);
}

/** Locks a programme's series: whatever moves ranges of it holds this, so that one sees them as the other left them. */
export async function lockSeries(tx: Db, programme: string): Promise<void> {
  await sql`select from programmes.note_series where programme = ${programme} for update`.execute(tx);
}

/**
 * Takes the next numbers for sets that are to be printed.
 * @returns the first of them and the letters of the serials.
 */
export async function takeNumbers(tx: Db, programme: string, sets: number): Promise<{ prefix: string; first: number }> {
  if (!(await seriesOf(tx, programme))) await openSeries(tx, programme);
  const row = await first(
    tx,
    sql<{ prefix: string; first: number }>`update programmes.note_series set next_set = next_set + ${sets}
      where programme = ${programme} and next_set + ${sets} <= ${MOST_SETS} + 1
      returning prefix, next_set - ${sets} as first`,
  );
  if (!row) throw new AppError('conflict', `A programme has at most ${MOST_SETS.toLocaleString('en')} sets.`);
  return row;
}

async function openSeries(tx: Db, programme: string): Promise<void> {
  for (const prefix of prefixesFor(programme)) {
    // Whether the letters are taken or another process opened the series just now, the row says who has what.
    await run(
      tx,
      sql`insert into programmes.note_series (programme, prefix, next_set) values (${programme}, ${prefix}, 1)
        on conflict do nothing`,
    );
    if (await seriesOf(tx, programme)) return;
  }
  throw new AppError('conflict', 'No letters are left that could lead the serials of this programme.');
}
