import { all, type Db, sql } from '../../kernel/index.ts';

/** The names of the shops at which a person has paid with a programme, by id: as many as they ever went to. */
export async function shopsPaidBy(
  db: Db,
  { person, programme }: { person: string; programme: string },
): Promise<Map<string, string>> {
  const rows = await all(
    db,
    sql<{ id: string; name: string }>`select s.id, s.name from programmes.shop s where s.id in (
      select shop from programmes.payment where person = ${person} and programme = ${programme})`,
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
