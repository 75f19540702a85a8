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
  /** Whoever came earlier has a smaller one. */
  readonly nth: number;
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

/** Wishes about two parts of the shards, or within one, in the order in which they came. */
interface Queue {
  readonly parts: readonly [number, number];
  readonly wishes: Wish[];
}

/** Two parts that a batch may have to itself, and the queues that it is taken from: between them and within each. */
interface Pair {
  readonly parts: readonly [number, number];
  readonly queues: readonly Queue[];
}

/**
 * A book for those who do one thing at a time and are many. Batches arise by themselves: while some are being
 * written the next collect. The shards are dealt out to parts, two for each writer and a spare one. A batch has two parts
 * to itself and moves money within and between them, so that no two batches of this process wait for each other's accounts
 * (but for those of captures and releases, see `idsOf`).
 *
 * Whoever has waited longest goes next, and on their parts nothing else is begun meanwhile: else two batches that end in turn
 * would go on over the same parts for ever. The spare part keeps that writer at work who would have to wait for the other.
 * @param db the pool and not a transaction. `writers` says how many connections of it are used at most.
 */
export function openBook({ db, writers = WRITERS }: { db: Db; writers?: number }): Book {
  const parts = Array.from({ length: 2 * writers + 1 }, (_, part) => part);
  const queues = parts.flatMap((one) => parts.slice(one).map((other): Queue => ({ parts: [one, other], wishes: [] })));
  const pairs = queues
    .filter(({ parts: [one, other] }) => one !== other)
    .map(
      ({ parts: both }): Pair => ({ parts: both, queues: queues.filter((queue) => queue.parts.every(among(both))) }),
    );
  const busy = new Set<number>();
  let came = 0;

  async function write(pair: Pair): Promise<void> {
    for (const part of pair.parts) busy.add(part);
    // Whoever has just been answered, or came with others in this turn, is in time for this batch.
    await setImmediate();
    const batch: Wish[] = [];
    for (const { wishes } of pair.queues) batch.push(...wishes.splice(0, BATCH_LIMIT - batch.length));
    try {
      const outcomes = await postEach(
        db,
        batch.map(({ posting }) => posting),
      );
      for (const [index, { settle }] of batch.entries()) settle(outcomes[index]!);
    } catch (error) {
      for (const { fail } of batch) fail(error);
    }
    for (const part of pair.parts) busy.delete(part);
    begin();
  }

  /** The parts of whoever has waited longest. */
  function dueParts(): readonly number[] | undefined {
    const waiting = queues.filter(({ wishes }) => wishes.length > 0);
    return waiting.sort((one, other) => one.wishes[0]!.nth - other.wishes[0]!.nth)[0]?.parts;
  }

  /** Begins as many batches as there are writers free and parts for them, of pairs in question the one with the most waiting. */
  function begin(): void {
    while (busy.size < 2 * writers) {
      const due = dueParts();
      if (!due) return;
      const areFree = !due.some((part) => busy.has(part));
      const next = pairs
        .filter(({ parts }) => !parts.some((part) => busy.has(part)))
        .filter(({ parts }) => (areFree ? due.every(among(parts)) : !due.some(among(parts))))
        .filter((pair) => waitingFor(pair) > 0)
        .sort((one, other) => waitingFor(other) - waitingFor(one))[0];
      if (!next) return;
      write(next);
    }
  }

  function post<Made>(posting: Posting): Promise<Made> {
    const concerned = idsOf(posting).map((id) => shardOf(id) % parts.length);
    const [least, greatest] = [Math.min(...concerned), Math.max(...concerned)];
    const queue = queues.find(({ parts: [one, other] }) => one === least && other === greatest)!;
    return new Promise((resolve, reject) => {
      const settle = (outcome: PostingOutcome) =>
        'made' in outcome ? resolve(outcome.made as Made) : reject(outcome.refused);
      queue.wishes.push({ nth: came++, posting, settle, fail: reject });
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

const among =
  (parts: readonly number[]) =>
  (part: number): boolean =>
    parts.includes(part);

const waitingFor = ({ queues }: Pair): number => queues.reduce((sum, { wishes }) => sum + wishes.length, 0);
