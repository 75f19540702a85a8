import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { AppError, addJob, all, type Db, first, json, run, sql, transaction, uuidv7 } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { Subject } from '../subjects.ts';
import type { FileProblem, Format } from './limits.ts';
import { KEPT_HOURS, MOST_FILES, PIECE_BYTES, TEXTS } from './limits.ts';

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** A population that an officer brought. */
export interface OwnPopulation {
  person: string;
  id: string;
  service: string;
  fileName: string;
  format: Format;
  bytes: number;
  /** `arriving` while it is sent, `checking` until it is read. */
  state: 'arriving' | 'checking' | 'ready' | 'refused';
  attempts: number;
  /** How much of the file has been read. */
  percent: number;
  rowsRead: number;
  rowsKept: number;
  rowsBad: number;
  columns: string[];
  problems: FileProblem[];
  broughtAt: Date;
  expiresAt: Date;
}

/** Whose population it is, and which. */
export type OwnId = Pick<OwnPopulation, 'person' | 'id'>;

const COLUMNS = sql`person, id, service, file_name as "fileName", format, bytes, state, attempts, percent,
  rows_read as "rowsRead", rows_kept as "rowsKept", rows_bad as "rowsBad", columns, problems,
  brought_at as "broughtAt", expires_at as "expiresAt"`;

/** An officer's population; undefined for another officer's, and once its time is over. */
export function ownPopulation(db: Db, { person, id }: OwnId, now: Date): Promise<OwnPopulation | undefined> {
  return first(
    db,
    sql<OwnPopulation>`select ${COLUMNS} from services.population
      where person = ${person} and id = ${id} and expires_at > ${now}`,
  );
}

/** An officer's populations, newest first. */
export function ownPopulations(db: Db, person: string, now: Date): Promise<OwnPopulation[]> {
  return all(
    db,
    sql<OwnPopulation>`select ${COLUMNS} from services.population
      where person = ${person} and expires_at > ${now} and state <> 'arriving' order by brought_at desc, id desc`,
  );
}

/** What is known of a file before it has come. */
export type Announced = Pick<OwnPopulation, 'person' | 'service' | 'fileName' | 'format'>;

/**
 * Stores a file as it comes, piece by piece, and has it checked. What did not come whole leaves nothing.
 * @param bytes the file; may throw, as when it is too large.
 * @throws AppError `conflict` when the officer has as many as they may.
 */
export async function bringPopulation(
  gov: Government,
  announced: Announced,
  bytes: AsyncIterable<Uint8Array>,
): Promise<string> {
  const { person, service, fileName, format } = announced;
  const now = gov.clock.now();
  if ((await ownPopulations(gov.db, person, now)).length >= MOST_FILES) throw new AppError('conflict', TEXTS.tooMany);
  const id = uuidv7(now);
  const expiresAt = new Date(now.getTime() + KEPT_HOURS * 3_600_000);
  await run(
    gov.db,
    sql`insert into services.population (person, id, service, file_name, format, bytes, state, brought_at, expires_at)
      values (${person}, ${id}, ${service}, ${fileName}, ${format}, 0, 'arriving', ${now}, ${expiresAt})`,
  );
  try {
    const size = await storePieces(gov.db, { person, id }, bytes);
    await transaction(gov.db, async (tx) => {
      await run(
        tx,
        sql`update services.population set bytes = ${size}, state = 'checking' where person = ${person} and id = ${id}`,
      );
      await addJob(tx, 'services.population', { person, id });
    });
  } catch (error) {
    await deletePopulation(gov.db, { person, id });
    throw error;
  }
  return id;
}

async function storePieces(db: Db, own: OwnId, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  let place = 0;
  const store = async () => {
    await savePart(db, own, 'file', place, Buffer.concat(waiting));
    place += 1;
    [waiting, length] = [[], 0];
  };
  for await (const chunk of bytes) {
    for (let from = 0; from < chunk.length; ) {
      const part = chunk.subarray(from, from + PIECE_BYTES - length);
      waiting.push(part);
      length += part.length;
      from += part.length;
      if (length === PIECE_BYTES) await store();
    }
  }
  const size = place * PIECE_BYTES + length;
  if (length > 0) await store();
  return size;
}

/** Deletes a population with all that it holds. False where the officer has none of this id. */
export function deletePopulation(db: Db, { person, id }: OwnId): Promise<boolean> {
  return transaction(db, async (tx) => {
    await run(tx, sql`delete from services.population_part where person = ${person} and population = ${id}`);
    return (await run(tx, sql`delete from services.population where person = ${person} and id = ${id}`)) > 0;
  });
}

/** How long a file may take to come, in milliseconds: what takes longer was broken off by a killed process. */
const ARRIVAL_MS = 3_600_000;

/** Deletes the populations whose time is over, and what never came whole. */
export async function deleteExpired(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - ARRIVAL_MS);
  const over = await all(
    db,
    sql<OwnId>`select person, id from services.population
      where expires_at <= ${now} or (state = 'arriving' and brought_at < ${before}) limit 1000`,
  );
  for (const own of over) await deletePopulation(db, own);
}

/** What is found out about a population while it is checked. */
export type Found = Pick<
  OwnPopulation,
  'state' | 'percent' | 'rowsRead' | 'rowsKept' | 'rowsBad' | 'columns' | 'problems'
>;

/** Notes how far the check is, or how it ended; then the file itself goes. */
export function notePopulation(db: Db, { person, id }: OwnId, found: Found): Promise<void> {
  const { state, percent, rowsRead, rowsKept, rowsBad, columns, problems } = found;
  return transaction(db, async (tx) => {
    await run(
      tx,
      sql`update services.population set state = ${state}, percent = ${percent}, rows_read = ${rowsRead}, rows_kept = ${rowsKept},
        rows_bad = ${rowsBad}, columns = ${columns}::text[], problems = ${json(problems)}
        where person = ${person} and id = ${id}`,
    );
    if (state === 'checking') return;
    const over = state === 'ready' ? ['file'] : ['file', 'people'];
    await run(
      tx,
      sql`delete from services.population_part
        where person = ${person} and population = ${id} and kind = any(${over}::text[])`,
    );
  });
}

/** Begins a check, from the start of the file, whatever an earlier one left. Says how often it has been begun. */
export async function beginCheck(db: Db, { person, id }: OwnId): Promise<number> {
  return transaction(db, async (tx) => {
    await run(
      tx,
      sql`delete from services.population_part where person = ${person} and population = ${id} and kind = 'people'`,
    );
    const row = await first(
      tx,
      sql<{ attempts: number }>`update services.population set attempts = attempts + 1, percent = 0, rows_read = 0
        where person = ${person} and id = ${id} returning attempts`,
    );
    return row?.attempts ?? 0;
  });
}

async function savePart(db: Db, own: OwnId, kind: 'file' | 'people', place: number, bytes: Uint8Array): Promise<void> {
  const content = await compress(bytes, { level: 1 });
  await run(
    db,
    sql`insert into services.population_part (person, population, kind, place, content)
      values (${own.person}, ${own.id}, ${kind}, ${place}, ${content})
      on conflict (person, population, kind, place) do update set content = excluded.content`,
  );
}

async function partOf(db: Db, own: OwnId, kind: 'file' | 'people', place: number): Promise<Buffer | undefined> {
  const row = await first(
    db,
    sql<{ content: Buffer }>`select content from services.population_part
      where person = ${own.person} and population = ${own.id} and kind = ${kind} and place = ${place}`,
  );
  return row && expand(row.content);
}

/** Keeps some of the people of a population. */
export const savePeople = (db: Db, own: OwnId, place: number, people: readonly Subject[]): Promise<void> =>
  savePart(db, own, 'people', place, Buffer.from(JSON.stringify(people)));

/** The people of a population, some thousand at a time. */
export async function* peopleOf(db: Db, own: OwnId): AsyncGenerator<Subject[]> {
  for (let place = 0; ; place += 1) {
    const part = await partOf(db, own, 'people', place);
    if (!part) return;
    yield JSON.parse(part.toString()) as Subject[];
  }
}

/** A piece of the file as it came; all but the last have `PIECE_BYTES`. Empty after the last. */
export const pieceOf = async (db: Db, own: OwnId, place: number): Promise<Buffer> =>
  (await partOf(db, own, 'file', place)) ?? Buffer.alloc(0);
