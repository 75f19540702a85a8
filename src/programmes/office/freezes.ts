import { type Db, first, sql } from '../../kernel/index.ts';

/** Whether money may not move out of a person's wallets of a programme, or out of a shop. Both officers must have agreed. */
export async function isFrozen(db: Db, kind: 'wallet' | 'shop', subject: string, programme: string): Promise<boolean> {
  const row = await first(
    db,
    sql`select from programmes.freeze where kind = ${kind} and subject = ${subject}
      and (programme = ${programme} or kind = 'shop') and confirmed_at is not null and ended_at is null limit 1`,
  );
  return row !== undefined;
}
