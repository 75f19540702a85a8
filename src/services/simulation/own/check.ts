import { type Db, fill, type Text } from '../../../kernel/index.ts';
import type { Pack } from '../../../pack/index.ts';
import { nearest } from '../../../rules/index.ts';
import { regionNames } from '../breakdowns.ts';
import { Pace } from '../pace.ts';
import { type Policy, policyOf } from '../policy.ts';
import type { Subject } from '../subjects.ts';
import { readCell } from './cells.ts';
import { columnsOf, type FileColumn, missingColumns } from './columns.ts';
import { type FileRow, type OpenFile, openCsv, Unreadable } from './csv.ts';
import {
  type FileProblem,
  LISTED,
  MOST_ATTEMPTS,
  MOST_BAD_SHARE,
  MOST_COLUMNS,
  MOST_REGIONS,
  MOST_ROWS,
  TEXTS,
} from './limits.ts';
import { openParquet, piecedFile } from './parquet.ts';
import {
  beginCheck,
  type Found,
  notePopulation,
  type OwnId,
  type OwnPopulation,
  ownPopulation,
  pieceOf,
  savePeople,
} from './store.ts';

/**
 * Reads a file that has come: keeps its people, lists what is wrong, and refuses the whole of it where columns are
 * missing or too many rows are wrong. Begun again after a killed process, it reads from the start; done, it does nothing.
 */
export async function checkPopulation(db: Db, pack: Pack, own: OwnId, now: Date): Promise<void> {
  const population = await ownPopulation(db, own, now);
  if (population?.state !== 'checking') return;
  const found = await checkFile(db, pack, population);
  await notePopulation(db, own, found);
}

async function checkFile(db: Db, pack: Pack, population: OwnPopulation): Promise<Found> {
  const policy = policyOf(pack, population.service);
  const attempts = await beginCheck(db, population);
  if (!policy || attempts > MOST_ATTEMPTS) return refused(NOTHING, [ofFile(TEXTS.unreadable)]);
  let reading = NOTHING;
  try {
    const file = await open(db, population);
    const columns = columnsOf(pack, policy);
    const problems = headerProblems(columns, file.headers);
    if (problems.length > 0) return refused(NOTHING, problems);
    for await (const found of readRows(db, pack, policy, population, file)) {
      reading = found;
      await notePopulation(db, population, { ...reading, state: 'checking' });
    }
    return judged(reading);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return refused(reading, [{ ...ofFile(error.reason), line: error.line }]);
  }
}

type Reading = Omit<Found, 'state'>;

const NOTHING: Reading = { percent: 0, rowsRead: 0, rowsKept: 0, rowsBad: 0, columns: [], problems: [] };

const ofFile = (reason: Text): FileProblem => ({ line: 0, column: '', reason });

const refused = (reading: Reading, problems: readonly FileProblem[]): Found => ({
  ...reading,
  state: 'refused',
  rowsKept: 0,
  problems: [...problems, ...reading.problems],
});

function judged(reading: Reading): Found {
  if (reading.rowsRead === 0) return refused(reading, [ofFile(TEXTS.empty)]);
  if (reading.rowsBad > reading.rowsRead * MOST_BAD_SHARE) return refused(reading, [ofFile(TEXTS.tooManyBad)]);
  return { ...reading, state: 'ready' };
}

function open(db: Db, own: OwnPopulation): Promise<OpenFile> {
  if (own.format === 'parquet') return openParquet(piecedFile(own.bytes, (place) => pieceOf(db, own, place)));
  async function* pieces() {
    for (let place = 0; ; place += 1) {
      const piece = await pieceOf(db, own, place);
      if (piece.length === 0) return;
      yield piece;
    }
  }
  return openCsv(pieces(), own.bytes);
}

/** Longer headers are near to no column. */
const LONGEST_NAME = 100;

/** What is wrong with the headers: then no row is looked at. */
export function headerProblems(columns: readonly FileColumn[], headers: readonly string[]): FileProblem[] {
  if (headers.length > MOST_COLUMNS) return [ofFile(TEXTS.tooManyColumns)];
  const present = new Set(headers);
  const known = new Set(columns.map(({ name }) => name));
  const others = headers.filter((name) => !known.has(name) && name.length <= LONGEST_NAME);
  const twice = [...known].filter((name) => headers.indexOf(name) !== headers.lastIndexOf(name));
  return [
    ...missingColumns(columns, present).map(({ name }) => {
      const near = nearest(name, others, Math.max(1, Math.floor(name.length / 3)));
      const reason = near === undefined ? TEXTS.missing : fill(TEXTS.missingNear, () => ({ near }));
      return { line: 1, column: name, reason };
    }),
    ...twice.map((column) => ({ line: 1, column, reason: TEXTS.twice })),
  ];
}

/** Reads a file batch by batch; how far it is after each, with the people of the batch stored. */
async function* readRows(db: Db, pack: Pack, policy: Policy, own: OwnId, file: OpenFile): AsyncGenerator<Reading> {
  const reader = new RowReader(pack, policy, file.headers);
  const pace = new Pace();
  let [place, rowsRead, rowsKept, rowsBad] = [0, 0, 0, 0];
  for await (const batch of file.rows(new Set(reader.columns))) {
    const people: Subject[] = [];
    for (const row of batch) {
      const subject = reader.read(row);
      if (subject) people.push(subject);
      else rowsBad += 1;
      await pace.step();
    }
    rowsRead += batch.length;
    rowsKept += people.length;
    if (rowsRead > MOST_ROWS) throw new Unreadable(TEXTS.tooManyRows);
    if (people.length > 0) {
      await savePeople(db, own, place, people);
      place += 1;
    }
    yield {
      percent: Math.floor(file.progress() * 100),
      rowsRead,
      rowsKept,
      rowsBad,
      columns: reader.columns,
      problems: reader.problems,
    };
    if (rowsBad > MOST_ROWS * MOST_BAD_SHARE) return;
  }
}

/** Reads the rows of one file, and lists what is wrong with them. */
export class RowReader {
  /** The columns of the file that are used. */
  readonly columns: string[];
  /** The first of what is wrong. */
  readonly problems: FileProblem[] = [];
  readonly #places: readonly { column: FileColumn; at: number }[];
  readonly #known: ReadonlySet<string>;
  readonly #regions = new Set<string>();

  constructor(pack: Pack, policy: Policy, headers: readonly string[]) {
    this.#places = columnsOf(pack, policy).flatMap((column) => {
      const at = headers.indexOf(column.name);
      return at < 0 ? [] : [{ column, at }];
    });
    this.columns = this.#places.map(({ column }) => column.name);
    this.#known = new Set(Object.keys(regionNames(pack)));
  }

  /** The person of a row; undefined where something is wrong with it. */
  read({ line, cells }: FileRow): Subject | undefined {
    if (!Array.isArray(cells)) {
      this.#list({ line, column: '', reason: cells as Text });
      return undefined;
    }
    const facts: Record<string, unknown> = {};
    const traits: Record<string, unknown> = { region: null, bornOn: null, income: null };
    let isWhole = true;
    for (const { column, at } of this.#places) {
      const cell = readCell(column, cells[at]);
      if ('reason' in cell) {
        this.#list({ line, column: column.name, reason: cell.reason });
        isWhole = false;
        continue;
      }
      if (!column.isExtra && cell.value !== undefined) facts[column.name] = cell.value;
      if (column.trait) traits[column.trait] = cell.value ?? null;
    }
    if (!isWhole) return undefined;
    this.#noteRegion(traits.region);
    return { facts, ...traits } as Subject;
  }

  #list(problem: FileProblem): void {
    if (this.problems.length < LISTED) this.problems.push(problem);
  }

  #noteRegion(region: unknown): void {
    if (typeof region !== 'string' || this.#known.has(region)) return;
    this.#regions.add(region);
    if (this.#regions.size > MOST_REGIONS) throw new Unreadable(TEXTS.tooManyRegions);
  }
}
