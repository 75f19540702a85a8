import { all, type Db, first, run, sql, transaction, uuidv7 } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { programmeNow } from '../office/state.ts';
import { recordPaperAct } from './acts.ts';
import { notesOf, type PrintRun } from './model.ts';
import { noteSecrets } from './note-keys.ts';
import { refusePaper } from './refusals.ts';
import { takeNumbers } from './series.ts';

/** Most sets of one print run: what is ordered by mistake is not the whole of a nation's paper. */
export const MOST_SETS_OF_RUN = 10_000_000;

const COLUMNS = sql`id, first_set as first, last_set as last, notes, expires_on as "expiresOn",
  signing_key as "signingKey", state, ordered_at as "orderedAt", closed_at as "closedAt"`;

interface RunRow extends Omit<PrintRun, 'notes'> {
  notes: string[];
}

/** pg gives arrays of int8 as texts. */
const runFrom = ({ notes, ...row }: RunRow): PrintRun => ({ ...row, notes: notes.map(Number) });

/**
 * Orders sets of a programme's notes to be printed. Nothing of it is worth anything yet.
 * @throws AppError `invalid` for a number that is none, `not-found` where the programme has no paper.
 */
export async function orderPrintRun(
  gov: Government,
  request: { programme: Programme; sets: number; officer: string },
): Promise<PrintRun> {
  const { programme, sets, officer } = request;
  if (!Number.isInteger(sets) || sets < 1 || sets > MOST_SETS_OF_RUN)
    throw refusePaper('bad-count', { most: MOST_SETS_OF_RUN.toLocaleString('en') });
  const notes = notesOf(programme);
  const [secret] = await noteSecrets(gov.config);
  if (!secret) throw refusePaper('no-key');
  const at = gov.clock.now();
  return transaction(gov.db, async (tx) => {
    const { spendUntil } = await programmeNow(tx, gov, programme);
    const { first: firstSet } = await takeNumbers(tx, programme.id, sets);
    const lastSet = firstSet + sets - 1;
    const ordered: PrintRun = {
      ...{ id: uuidv7(at), first: firstSet, last: lastSet, notes, expiresOn: spendUntil ?? null },
      ...{ signingKey: secret.name, state: 'ordered', orderedAt: at, closedAt: null },
    };
    await run(
      tx,
      sql`insert into programmes.print_run
          (programme, id, first_set, last_set, notes, expires_on, signing_key, state, ordered_at)
        values (${programme.id}, ${ordered.id}, ${firstSet}, ${lastSet}, ${notes as number[]}::bigint[],
          ${ordered.expiresOn}::date, ${ordered.signingKey}, 'ordered', ${at})`,
    );
    const { id, first, last, expiresOn } = ordered;
    await recordPaperAct(tx, gov, programme, 'run-ordered', officer, { run: id, first, last, notes, expiresOn });
    return ordered;
  });
}

/**
 * One print run.
 * @throws AppError `not-found`.
 */
export async function printRunOf(db: Db, programme: string, id: string): Promise<PrintRun> {
  const row = await first(
    db,
    sql<RunRow>`select ${COLUMNS} from programmes.print_run where programme = ${programme} and id = ${id}`,
  );
  if (!row) throw refusePaper('no-run');
  return runFrom(row);
}

/** All print runs of a programme, newest first. */
export async function printRuns(db: Db, programme: string): Promise<PrintRun[]> {
  const rows = await all(
    db,
    sql<RunRow>`select ${COLUMNS} from programmes.print_run where programme = ${programme} order by id desc limit 200`,
  );
  return rows.map(runFrom);
}

/** The print runs that sets come from, by set; a set that was never printed is missing. */
export async function runsOfSets(
  db: Db,
  programme: string,
  sets: readonly number[],
): Promise<ReadonlyMap<number, PrintRun>> {
  const rows = await all(
    db,
    sql<RunRow & { set: number }>`select wanted.set, r.* from unnest(${sets as number[]}::int[]) as wanted(set)
      cross join lateral (
        select ${COLUMNS} from programmes.print_run
        where programme = ${programme} and first_set <= wanted.set order by first_set desc limit 1) r
      where r.last >= wanted.set and r.state = 'printed'`,
  );
  return new Map(rows.map(({ set, ...row }) => [set, runFrom(row)]));
}

/**
 * The office has the printed sets in hand: they lie in the central store. Its print files are not given out any more.
 * @throws AppError `not-found`, `conflict` where the run is closed.
 */
export function markPrinted(
  gov: Government,
  request: { programme: Programme; run: string; officer: string },
): Promise<void> {
  return closeRun(gov, request, 'printed', async (tx, { first, last }) => {
    await run(
      tx,
      sql`insert into programmes.note_range (programme, first_set, last_set, state)
        values (${request.programme.id}, ${first}, ${last}, 'stored')`,
    );
  });
}

/** Gives a print run up before it is printed. Its numbers are not used again. */
export function cancelRun(
  gov: Government,
  request: { programme: Programme; run: string; officer: string },
): Promise<void> {
  return closeRun(gov, request, 'cancelled', async () => {});
}

function closeRun(
  gov: Government,
  { programme, run: id, officer }: { programme: Programme; run: string; officer: string },
  state: 'printed' | 'cancelled',
  work: (tx: Db, printed: PrintRun) => Promise<void>,
): Promise<void> {
  return transaction(gov.db, async (tx) => {
    const closed = await printRunOf(tx, programme.id, id);
    const changed = await run(
      tx,
      sql`update programmes.print_run set state = ${state}, closed_at = ${gov.clock.now()}
        where programme = ${programme.id} and id = ${id} and state = 'ordered'`,
    );
    if (changed === 0) throw refusePaper('run-closed');
    await work(tx, closed);
    const { first, last } = closed;
    await recordPaperAct(tx, gov, programme, `run-${state}`, officer, { run: id, first, last });
  });
}

/** What is printed of a run, until when it can be got: whoever has the file can print notes with their codes. */
export async function openSheets(
  gov: Government,
  request: { programme: Programme; run: string; officer: string; first: number; last: number },
): Promise<PrintRun> {
  const { programme, run: id, officer, first, last } = request;
  return transaction(gov.db, async (tx) => {
    const opened = await printRunOf(tx, programme.id, id);
    if (opened.state !== 'ordered') throw refusePaper('run-closed');
    if (!(first >= opened.first && last <= opened.last && first <= last)) throw refusePaper('bad-range');
    await recordPaperAct(tx, gov, programme, 'run-sheets', officer, { run: id, first, last });
    return opened;
  });
}
