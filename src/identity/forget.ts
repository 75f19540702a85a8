import { type Db, type Migrations, run, sql } from '../kernel/index.ts';
import { commitAct } from '../log/index.ts';
import type { Government } from '../pack/index.ts';

/** Why somebody is erased from the log, and which agency answers for it. */
export interface Erasure {
  agency: string;
  /** The law or the decision. Name nobody: it is only ever committed to, but operators' shells remember. */
  reason: string;
}

/** What an erasure came to. */
export interface Erased {
  /** How many salts were destroyed. */
  salts: number;
  /** In how many rows other personal columns were emptied. */
  values: number;
  /** The entry of the erasure in the log; null when there was nothing to erase. */
  entry: string | null;
}

/**
 * Erases a person from the public log, in one transaction: destroys the salts of their acts. The leaves stay, the tree
 * stays whole and all receipts go on proving that a leaf is in it; but nobody can prove any more, or find out by trying,
 * what such a leaf is about. With the salts go the personal columns that no law and no purpose keeps. The erasure is an
 * act itself, `person.forgotten`, whose own salt is kept by no one.
 *
 * What goes and what stays is said by each room of its own tables (`PersonalData`). An act is joint where it has several
 * people, and one of them is enough: it cannot be opened by halves. An officer acts for the agency: decisions on others
 * stay provable. What was decided and paid stands in any case; what the others lose is the proof that the log holds exactly
 * these words.
 *
 * It does not reach what has left the database: receipts that people have saved, backups, the dead rows that PostgreSQL
 * has yet to vacuum. Somebody who is only mentioned in another's act is not found by it.
 *
 * Asked again it destroys what has come since, and where nothing has, it writes nothing. It reads through whole tables.
 * @param rooms all that the government has.
 */
export async function forgetPerson(
  tx: Db,
  { clock, logOrigin }: Pick<Government, 'clock' | 'logOrigin'>,
  rooms: readonly Migrations[],
  person: string,
  { agency, reason }: Erasure,
): Promise<Erased> {
  const erased = { salts: 0, values: 0 };
  for (const { room, personal } of rooms)
    for (const { table, column, whose } of personal?.salts ?? [])
      erased.salts += await empty(tx, `${room}.${table}`, { [column]: sql`null` }, whose(person));
  // Afterwards, since a condition may read what goes here.
  for (const { room, personal } of rooms)
    for (const { table, columns, whose } of personal?.values ?? [])
      erased.values += await empty(tx, `${room}.${table}`, columns, whose(person));
  if (erased.salts + erased.values === 0) return { ...erased, entry: null };
  const act = { kind: 'person.forgotten', agency, at: clock.now(), content: { ...erased, reason } };
  const { entry } = await commitAct(tx, logOrigin, act);
  return { ...erased, entry };
}

/** Empties columns where they are not empty yet. Returns in how many rows. */
function empty(
  tx: Db,
  table: string,
  columns: Readonly<Record<string, ReturnType<typeof sql>>>,
  whose: ReturnType<typeof sql>,
): Promise<number> {
  const pairs = Object.entries(columns).map(([name, value]) => ({ column: sql.ref(name), value }));
  const sets = pairs.map(({ column, value }) => sql`${column} = ${value}`);
  const filled = pairs.map(({ column, value }) => sql`${column} is distinct from ${value}`);
  return run(
    tx,
    sql`update ${sql.table(table)} set ${sql.join(sets)} where (${whose}) and (${sql.join(filled, sql` or `)})`,
  );
}
