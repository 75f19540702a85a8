import { all, array, type Db, run, sql } from '../../kernel/index.ts';

/**
 * Ends what a device may fetch: its tokens, and with them its grants.
 * @param wallet the device, as its copies name it; all of the person's unless stated.
 * @param but the device that keeps its own.
 */
export async function endTokens(
  tx: Db,
  { person, wallet, but }: { person: string; wallet?: string; but?: string },
): Promise<void> {
  const grants = await all(
    tx,
    sql<{ grant_id: Buffer }>`select distinct grant_id from credentials.permit
      where person = ${person} and (${wallet ?? null}::uuid is null or wallet = ${wallet ?? null}::uuid)
        and (${but ?? null}::uuid is null or wallet is distinct from ${but ?? null}::uuid)`,
  );
  await endGrants(
    tx,
    grants.map(({ grant_id }) => grant_id),
  );
}

/** Ends grants and all that came of them. */
export async function endGrants(tx: Db, grants: readonly Buffer[]): Promise<void> {
  if (grants.length === 0) return;
  await run(tx, sql`delete from credentials.oauth where grant_id = any(${array(grants, 'bytea')})`);
}
