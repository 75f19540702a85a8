import { type Db, run, sql } from '../kernel/index.ts';
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
  /** The entry of the erasure in the log; null when there was nothing to erase. */
  entry: string | null;
}

/**
 * Erases a person from the public log, in one transaction: destroys the salts of their acts. The leaves stay, the tree
 * stays whole and all receipts go on proving that a leaf is in it; but nobody can prove any more, or find out by trying,
 * what such a leaf is about. The erasure is an act itself, `person.forgotten`, whose own salt is kept by no one.
 *
 * An act is joint where it has several people, and one of them is enough: it cannot be opened by halves. It is theirs
 * - who applied: all acts of that case, whoever did them;
 * - whose record the case is about (the mother's, where the father applied for their child): the same;
 * - who answered when asked to agree: that answer alone, the rest of the case is the others';
 * - who disputed a value, or whose record it stood in.
 * An officer acts for the agency: decisions on others stay provable. The decisions themselves stand in any case; what the
 * others lose is the proof that the log holds exactly these words.
 *
 * It touches nothing else. Cases with their answers, decisions and reasons, registries and their history, messages,
 * disclosures, payments, passkeys and sessions have laws of their own that say how long they are kept. Nor does it reach
 * what has left the database: receipts that people have saved, backups, the dead rows that PostgreSQL has yet to vacuum.
 * Somebody who is only mentioned in another's act is not found by it.
 *
 * Asked again it destroys what has come since, and where nothing has, it writes nothing. It reads through all cases.
 */
export async function forgetPerson(
  tx: Db,
  { clock, logOrigin }: Pick<Government, 'clock' | 'logOrigin'>,
  person: string,
  { agency, reason }: Erasure,
): Promise<Erased> {
  const salts =
    (await run(
      tx,
      sql`update services.event set salt = null
        where salt is not null and (applicant, case_id) in (
          select applicant, id from services.case where applicant = ${person} or matter ->> 'subject' = ${person}::text)`,
    )) +
    (await run(
      tx,
      sql`update services.event set salt = null
        where salt is not null and actor ->> 'kind' = 'resident' and actor ->> 'person' = ${person}::text
          and (applicant, case_id) in (select applicant, case_id from services.agreement where person = ${person})`,
    )) +
    (await run(
      tx,
      sql`update services.dispute set salt = null
        where salt is not null and (person = ${person} or subject = ${person})`,
    ));
  if (salts === 0) return { salts, entry: null };
  const content = { salts, reason };
  const { entry } = await commitAct(tx, logOrigin, { kind: 'person.forgotten', agency, at: clock.now(), content });
  return { salts, entry };
}
