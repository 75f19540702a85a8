import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import {
  createLogger,
  createMetrics,
  type MovableClock,
  migrate,
  movableClock,
  openDatabase,
  readConfig,
  transaction,
} from '../../kernel/index.ts';
import { accountOf, ensureAccount, ledgerMigrations, openFund, transferAll } from '../../ledger/index.ts';
import { logMigrations } from '../../log/index.ts';
import { messagesMigrations } from '../../messages/index.ts';
import type { Government, Pack, Place, Programme } from '../../pack/index.ts';
import { programmeAccount } from '../accounts.ts';
import { CURRENCY, NOON, programmeWith } from '../payments/testing.ts';
import { programmesMigrations } from '../room.ts';
import { handOver } from './hand-over.ts';
import { deliver } from './moves.ts';
import { scratchCode } from './note-code.ts';
import { noteKey, noteSecrets } from './note-keys.ts';
import { type NoteOrder, orderPaper } from './orders.ts';
import { markPrinted, orderPrintRun } from './runs.ts';
import { formatSerial, prefixesFor } from './serial.ts';
import { spendableNotes } from './spend.ts';

/** Five notes of 200 and four of 500, as in 2020. */
export const NOTES = [200, 200, 200, 200, 200, 500, 500, 500, 500];
export const WORTH = 3_000;
export const [OFFICER, OTHER_OFFICER] = [randomUUID(), randomUUID()] as const;

export type PaperGovernment = Government & { clock: MovableClock };

/** A programme with notes; what `but` says is otherwise. */
export function paperProgramme(id: string, but: Partial<Programme> = {}): Programme {
  const title = (en: string) => ({ ko: en, 'zh-Hant': en, en });
  return {
    ...programmeWith(id),
    channels: [
      { id: 'mobile', kind: 'wallet', title: title('Phone'), hint: undefined },
      { id: 'paper', kind: 'paper', notes: NOTES, title: title('Paper'), hint: undefined },
    ],
    ...but,
  };
}

/** The first letters of a programme's serials, where no other has taken them. */
export const prefixOf = (programme: Programme): string => prefixesFor(programme.id).next().value!;

/** The serial of a note, or of the set with place 0. */
export const serialOf = (programme: Programme, set: number, place: number): string =>
  formatSerial({ prefix: prefixOf(programme), set, place });

/** A government with these programmes and two places, on a database of its own. */
export function paperGovernment(programmes: readonly Programme[], connections = 12): { gov: PaperGovernment } {
  const opened = {} as { gov: PaperGovernment };
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase(async (url) => {
      const { pool } = openDatabase({ url });
      await migrate(pool, [logMigrations, ledgerMigrations, messagesMigrations, programmesMigrations]);
      await pool.end();
    }, 'paper');
    const { db, pool } = openDatabase({ url: database.url, connections });
    const home = await mkdtemp(join(tmpdir(), 'madang-paper-'));
    opened.gov = {
      config: readConfig({ RATE_LIMIT: '0', DATABASE_URL: database.url, MADANG_HOME: home }),
      ...{ db, pool, clock: movableClock(NOON), logger: createLogger('silent'), metrics: createMetrics() },
      ...{ pack: packOf(programmes), logOrigin: 'test.example' },
    };
    for (const programme of programmes) await fund(opened.gov, programme);
  });
  after(async () => {
    await opened.gov.pool.end();
    await rm(opened.gov.config.MADANG_HOME, { recursive: true, force: true });
    await database.drop();
  });
  return opened;
}

function packOf(programmes: readonly Programme[]): Pack {
  const text = (en: string) => ({ ko: en, 'zh-Hant': en, en });
  const place = (id: string): [string, Place] => [
    id,
    { id, title: text(`Post office ${id}`), region: 'north', address: text('1 Street'), at: [25, 121] },
  ];
  return {
    ...{ id: 'test', timeZone: 'Asia/Taipei', currency: CURRENCY, regions: { north: text('North') } },
    programmes: new Map(programmes.map((programme) => [programme.id, programme])),
    places: new Map([place('east'), place('west')]),
  } as unknown as Pack;
}

async function fund(gov: PaperGovernment, programme: Programme): Promise<void> {
  const [at, currency, client] = [gov.clock.now(), CURRENCY.code, 'test'];
  const budget = 64_000_000;
  const { account } = await openFund(gov.db, {
    ...{ fund: programme.id, currency, budget, client, key: programme.id },
    at,
  });
  const credit = await ensureAccount(gov.db, programmeAccount(gov, programme));
  const transfer = { client, credit, debit: account, amount: 1_000_000, currency, at, purpose: 'test' };
  await transferAll(
    gov.db,
    Array.from({ length: 64 }, (_, nth) => ({ ...transfer, key: `${programme.id}/${nth}` })),
  );
}

/** Prints sets and delivers them to a place. @returns the number of the first. */
export async function stockUp(gov: Government, programme: Programme, sets: number, place = 'east'): Promise<number> {
  const run = await orderPrintRun(gov, { programme, sets, officer: OFFICER });
  await markPrinted(gov, { programme, run: run.id, officer: OFFICER });
  await deliver(gov, { programme, first: run.first, last: run.last, place, officer: OFFICER });
  return run.first;
}

/** Somebody orders a set. */
export function orderSet(gov: Government, programme: Programme, place = 'east'): Promise<NoteOrder> {
  const expiresAt = new Date('2027-01-01T00:00:00+08:00');
  const order = { person: randomUUID(), taking: randomUUID(), programme, place, notes: NOTES, expiresAt };
  return transaction(gov.db, (tx) => orderPaper(tx, gov, order));
}

/** The account of a programme's funds. */
export const fundOf = (gov: Government, programme: Programme): string => accountOf(programmeAccount(gov, programme));

/** The digits under the scratch field of a note. */
export async function scratchOf(gov: Government, programme: Programme, serial: string): Promise<string> {
  const [secret] = await noteSecrets(gov.config);
  return scratchCode(noteKey(secret!, programme.id), serial);
}

/** What becomes of the wish to spend a note, by the looks of it: its value, or why not. */
export async function ask(
  gov: Government,
  programme: Programme,
  serial: string,
  { secret, asker = 'shop' }: { secret?: string; asker?: string } = {},
): Promise<{ value: number } | { refused: string }> {
  const typed = secret ?? (await scratchOf(gov, programme, serial));
  const [answer] = await transaction(gov.db, (tx) =>
    spendableNotes(tx, gov, [{ programme: programme.id, serial, secret: typed, asker, at: gov.clock.now() }]),
  );
  return 'note' in answer! ? { value: answer.note.value } : { refused: answer!.refused.en };
}

/** A set that somebody has in hand. */
export async function handedSetOf(gov: Government, programme: Programme, place = 'east') {
  const set = await stockUp(gov, programme, 1, place);
  const order = await orderSet(gov, programme, place);
  await handOver(gov, { programme, code: order.code, serial: serialOf(programme, set, 0), officer: OFFICER });
  return { set, order, note: (nth: number) => serialOf(programme, set, nth) };
}
