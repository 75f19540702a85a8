import { setImmediate } from 'node:timers/promises';
import type { Db } from '../kernel/index.ts';
import { BATCH_LIMIT, shardOf, type Transfer, type TransferRequest } from './model.ts';
import type { CaptureRequest, Hold, HoldRequest, Posting, ReleaseRequest } from './orders.ts';
import { type PostingOutcome, postEach } from './posting.ts';

/** So many batches are written at once, each by a connection of its own. */
const WRITERS = 2;

/**
 * A book that many write into at once. Each call is done together with what others want at the same time. When it
 * resolves, what it did is durable. After an error that is no refusal, ask again with the same key: it may have been done.
 */
export interface Book {
  /** @throws AppError as `transfer` does. */
  transfer(request: TransferRequest): Promise<Transfer>;
  /** @throws AppError as `hold` does. */
  hold(request: HoldRequest): Promise<Hold>;
  /** @throws AppError as `capture` does. */
  capture(request: CaptureRequest): Promise<Transfer[]>;
  /** @throws AppError as `release` does. */
  release(request: ReleaseRequest): Promise<Hold>;
}

interface Wish {
  readonly posting: Posting;
  settle(outcome: PostingOutcome): void;
  fail(error: unknown): void;
}

/** Ids whose shards say with which others it is written. The payer of a capture is only known once its hold is read. */
function idsOf(posting: Posting): [string, string] {
  if ('transfer' in posting) return [posting.transfer.debit, posting.transfer.credit];
  if ('hold' in posting) return [posting.hold.account, posting.hold.account];
  if ('release' in posting) return [posting.release.hold, posting.release.hold];
  const { to, hold } = posting.capture;
  return [to.at(0)?.credit ?? hold, to.at(-1)?.credit ?? hold];
}

/**
 * A book for those who do one thing at a time and are many. Batches arise by themselves: while some are being
 * written the next collect. The shards are dealt out to parts, two for each writer. A batch has two parts to itself and
 * moves money within and between them, so that no two batches of this process wait for each other's accounts (but for
 * those of captures and releases, see `idsOf`).
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
    for (const queue of queuesOf([...pair])) batch.push(...queue.splice(0, BATCH_LIMIT - batch.length));
    try {
      const outcomes = await postEach(
        db,
        batch.map(({ posting }) => posting),
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

  function post<Made>(posting: Posting): Promise<Made> {
    const [one, other] = idsOf(posting).map((id) => shardOf(id) % parts);
    return new Promise((resolve, reject) => {
      const settle = (outcome: PostingOutcome) =>
        'made' in outcome ? resolve(outcome.made as Made) : reject(outcome.refused);
      queueOf(one!, other!).push({ posting, settle, fail: reject });
      begin();
    });
  }

  return {
    transfer: (request) => post({ transfer: request }),
    hold: (request) => post({ hold: request }),
    capture: (request) => post({ capture: request }),
    release: (request) => post({ release: request }),
  };
}
