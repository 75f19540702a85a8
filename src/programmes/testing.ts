import { findPeople } from '../identity/index.ts';
import { type Db, run, sql, uuidv7 } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';

/** The id of a persona of the pack. For tests. */
export async function persona(gov: Government, id: string): Promise<string> {
  const found = gov.pack.demo.personas.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`There is no persona ${id}`);
  return (await findPeople(gov.db, [found.number])).get(found.number)!;
}

/** Freezes a person's wallet, as two officers would. @returns what ends it. For tests. */
export async function freezeWallet(
  tx: Db,
  gov: Government,
  person: string,
  programme: string,
): Promise<() => Promise<void>> {
  const at = gov.clock.now();
  const id = uuidv7(at);
  await run(
    tx,
    sql`insert into programmes.freeze (id, kind, subject, programme, reason, proposed_by, proposed_at, confirmed_by, confirmed_at)
      values (${id}, 'wallet', ${person}, ${programme}, 'test', ${uuidv7(at)}, ${at}, ${uuidv7(at)}, ${at})`,
  );
  return async () => void (await run(gov.db, sql`update programmes.freeze set ended_at = ${at} where id = ${id}`));
}
