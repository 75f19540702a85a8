import { setImmediate } from 'node:timers/promises';
import type { Db } from '../kernel/index.ts';
import { shardOf, type Transfer, type TransferRequest } from './model.ts';
import { type TransferOutcome, transferEach } from './posting.ts';

/** Most transfers that are written together. */
const MOST = 500;

/** So many batches are written at once, each by a connection of its own. */
const WRITERS = 2;

/** A book that many write into at once. */
export interface Book {
  /**
   * Makes one transfer, together with those that others want at the same time. When it resolves, the transfer is
   * durable. After an error that is no refusal, ask again with the same key: it may have been made.
   * @throws AppError as `transfer` does.
   */
  transfer(request: TransferRequest): Promise<Transfer>;
}

interface Wish {
  readonly request: TransferRequest;
  settle(outcome: TransferOutcome): void;
  fail(error: unknown): void;
}

/**
 * A book for those who make one transfer at a time and are many. Batches arise by themselves: while some are being
 * written the next collect. The shards are dealt out to parts, two for each writer. A batch has two parts to itself and
 * moves money within and between them, so that no two batches of this process wait for each other's accounts.
 * @param db the pool and not a transaction. `writers` says how many connections of it are used at most.
 */
export function openBook({ db, writers = WRITERS }: { db: Db; writers?: number }): Book {
  const parts = 2 * writers;
  const queues = Array.from({ length: parts * parts }, (): Wish[] => []);
  const busy = new Set<number>();
  const queueOf = (one: number, other: number) => queues[Math.min(one, other) * parts + Math.max(one, other)]!;
  const pairs = queues.flatMap((_, n) =>
    n % parts > Math.trunc(n / parts) ? [[Math.trunc(n / parts), n % parts]] : [],
  );
  const queuesOf = ([one, other]: number[]) => [queueOf(one!, other!), queueOf(one!, one!), queueOf(other!, other!)];
  const waitingFor = (pair: number[]) => queuesOf(pair).reduce((sum, queue) => sum + queue.length, 0);

  async function write(pair: readonly number[]): Promise<void> {
    for (const part of pair) busy.add(part);
    // Whoever has just been answered, or came with others in this turn, is in time for this batch.
    await setImmediate();
    const batch: Wish[] = [];
    for (const queue of queuesOf([...pair])) batch.push(...queue.splice(0, MOST - batch.length));
    try {
      const outcomes = await transferEach(
        db,
        batch.map(({ request }) => request),
      );
      for (const [index, { settle }] of batch.entries()) settle(outcomes[index]!);
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
    for (const part of pair) busy.delete(part);
    begin();
  }

  /** Begins as many batches as there are parts free, the longest first. */
  function begin(): void {
    while (busy.size < parts - 1) {
      const free = pairs.filter((pair) => pair.every((part) => !busy.has(part)) && waitingFor(pair) > 0);
      const longest = free.sort((one, other) => waitingFor(other) - waitingFor(one))[0];
      if (!longest) return;
      write(longest);
    }
  }

  return {
    transfer(request) {
      return new Promise((resolve, reject) => {
        const settle = (outcome: TransferOutcome) =>
          'made' in outcome ? resolve(outcome.made) : reject(outcome.refused);
        queueOf(shardOf(request.debit) % parts, shardOf(request.credit) % parts).push({
          request,
          settle,
          fail: reject,
        });
        begin();
      });
    },
  };
}
