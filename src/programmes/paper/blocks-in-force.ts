import { all, type Db, sql } from '../../kernel/index.ts';
import type { BlockReason, Range } from './model.ts';

/** Notes that are refused, and why. */
export interface Block extends Range {
  id: string;
  /** Also those that had been handed out when it was made. */
  handedToo: boolean;
  reason: BlockReason;
  /** What the officer wrote, for the office. */
  words: string;
  blockedBy: string;
  blockedAt: Date;
  /** Who has asked to lift it; somebody else has to agree. */
  liftingBy: string | null;
  liftingAt: Date | null;
  liftedBy: string | null;
  liftedAt: Date | null;
}

export const BLOCK_COLUMNS = sql`id, first_set as first, last_set as last, handed_too as "handedToo", reason, words,
  blocked_by as "blockedBy", blocked_at as "blockedAt", lifting_by as "liftingBy", lifting_at as "liftingAt",
  lifted_by as "liftedBy", lifted_at as "liftedAt"`;

/** Blocks of a programme, those in force first, then newest first. */
export function blocksOf(db: Db, programme: string): Promise<Block[]> {
  return all(
    db,
    sql<Block>`select ${BLOCK_COLUMNS} from programmes.note_block where programme = ${programme}
      order by lifted_at is not null, id desc limit 200`,
  );
}

/**
 * The blocks in force over sets, by set: the first that was made. A set that had been handed out before is under it only
 * where it was meant to be; under a block, none is handed out.
 */
export async function blocksOver(
  db: Db,
  programme: string,
  sets: readonly number[],
): Promise<ReadonlyMap<number, Block>> {
  const rows = await all(
    db,
    sql<Block & { set: number }>`select wanted.set, b.* from unnest(${sets as number[]}::int[]) as wanted(set)
      cross join lateral (
        select ${BLOCK_COLUMNS} from programmes.note_block
        where programme = ${programme} and lifted_at is null and first_set <= wanted.set and last_set >= wanted.set
          and (handed_too or not exists (
            select from programmes.note_set s
            where s.programme = ${programme} and s.set_number = wanted.set))
        order by id limit 1) b`,
  );
  return new Map(rows.map(({ set, ...row }) => [set, row]));
}
