import { all, array, type Db, first, sql } from '../../kernel/index.ts';
import type { OperatedLog } from '../log.ts';
import { isSignedWith } from '../note/signed.ts';

/*
 * Figures of a log for whoever watches it. Each is found by some dozens of looks at an index, however large the log is:
 * nothing here reads the log from end to end.
 */

/**
 * How large the published log was at each of these times, 0 before its first checkpoint. Sizes grow with time, so each is
 * found by halving the log until its last checkpoint of that time is left. Where a clock was set back, that is one of
 * those nearby.
 */
export async function sizesAt(db: Db, origin: string, size: number, times: readonly Date[]): Promise<number[]> {
  const wanted = times.map((time) => time.toISOString());
  const found = await all(
    db,
    sql<{ size: number }>`
      with recursive halving as (
        select place, wanted, 0::bigint as found, 0::bigint as low, ${size}::bigint as high
        from unnest(${array(wanted, 'timestamptz')}) with ordinality as time (wanted, place)
        union all
        select place, wanted,
          case when tried.at <= wanted then tried.size else found end,
          case when tried.at > wanted then low else middle end,
          case when tried.at > wanted then tried.size - 1 else high end
        from halving
        cross join lateral (select (low + high + 1) / 2 as middle) half
        left join lateral (
          select size, at from log.checkpoint
          where origin = ${origin} and published_at is not null and size > low and size <= middle
          order by size desc limit 1
        ) tried on true
        where low < high
      )
      select found as size from halving where low >= high order by place`,
  );
  return found.map((row) => row.size);
}

/** Since when a larger log is signed but waits for its witnesses; undefined while none does. */
export async function waitingSince(db: Db, origin: string, size: number): Promise<Date | undefined> {
  const waiting = await first(
    db,
    sql<{ at: Date }>`
      select at from log.checkpoint where origin = ${origin} and size > ${size} order by size limit 1`,
  );
  return waiting?.at;
}

/**
 * The size of the first checkpoint since which exactly the keys of now have signed: the leaf that names them is one of the
 * last before it. Keys that were put away do not come back, so it is found by halving, too; `undefined` when even the
 * newest is signed by others.
 */
export async function sameKeysSince(
  db: Db,
  { origin, signers }: OperatedLog,
  size: number,
): Promise<number | undefined> {
  let since: number | undefined;
  let [low, high] = [1, size];
  while (low <= high) {
    const middle = Math.floor((low + high) / 2);
    const tried = await checkpointFrom(db, origin, middle);
    if (!tried || tried.size > high) {
      high = middle - 1;
    } else if (isSignedWith(tried.note, origin, signers)) {
      since = tried.size;
      high = middle - 1;
    } else {
      low = tried.size + 1;
    }
  }
  return since;
}

/** The smallest checkpoint of at least that size, shown or not: the leaf stands before the first that was signed. */
function checkpointFrom(db: Db, origin: string, size: number): Promise<{ size: number; note: string } | undefined> {
  return first(
    db,
    sql<{ size: number; note: string }>`
      select size, note from log.checkpoint
      where origin = ${origin} and size >= ${size} order by size limit 1`,
  );
}
