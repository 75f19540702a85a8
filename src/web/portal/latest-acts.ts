import { all, type Db, sql } from '../../kernel/index.ts';
import { decodeLeaf, type Leaf } from '../../log/index.ts';

/** The leaves that the log took in last, the newest first, with their places from 0. */
export async function latestActs(db: Db, limit: number): Promise<(Leaf & { index: number })[]> {
  const rows = await all(
    db,
    sql<{ leaf: Buffer; index: number }>`select leaf, "index" from log.entry
      where "index" is not null order by "index" desc limit ${limit}`,
  );
  return rows.map(({ leaf, index }) => ({ ...decodeLeaf(leaf), index }));
}
