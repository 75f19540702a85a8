import { type Db, inBatches } from '../kernel/index.ts';
import { SHARDS, shardOf, type Transfer, type TransferRequest } from './model.ts';
import { type TransferOutcome, transferEach } from './posting.ts';

/** Most transfers that are written together. */
const MOST = 500;

/** So many batches are written at once, each by a connection of its own; the shards are dealt out to them. */
const WRITERS = 4;

/** A book that many write into at once. */
export interface Book {
  /**
   * Makes one transfer, together with those that others want of the same shard at the same time. When it resolves, the
   * transfer is durable. After an error that is no refusal, ask again with the same key: it may have been made.
   * @throws AppError as `transfer` does.
   */
  transfer(request: TransferRequest): Promise<Transfer>;
}

/**
 * A book for those who make one transfer at a time and are many. Batches arise by themselves: while one is being written
 * the next collects. What leaves one account is always written by the same writer, so a hot one is never waited for.
 * @param db the pool and not a transaction. `writers` says how many connections of it are used at most.
 */
export function openBook({ db, writers = WRITERS }: { db: Db; writers?: number }): Book {
  const queues = Array.from({ length: Math.min(writers, SHARDS) }, () =>
    inBatches<Wish>(async (wishes) => {
      const outcomes = await transferEach(
        db,
        wishes.map(({ request }) => request),
      );
      for (const [index, wish] of wishes.entries()) wish.outcome = outcomes[index]!;
    }, MOST),
  );
  return {
    async transfer(request) {
      const wish: Wish = { request };
      await queues[shardOf(request.debit) % queues.length]!(wish);
      const outcome = wish.outcome!;
      if ('refused' in outcome) throw outcome.refused;
      return outcome.made;
    },
  };
}

interface Wish {
  readonly request: TransferRequest;
  outcome?: TransferOutcome;
}
