import { setImmediate } from 'node:timers/promises';

/** Somebody who waits until what they brought is written. */
interface Waiting<T> {
  item: T;
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Writes what many callers bring in batches that arise by themselves: while one is being written the next one collects.
 * A single caller waits for nobody; of many, each shares the price of a commit with all the others.
 * @param write writes all of them or none, and settles when that is known.
 * @param most items in one batch.
 * @returns brings one item; settles when its batch has.
 */
export function inBatches<T>(
  write: (items: readonly T[]) => Promise<unknown>,
  most: number,
): (item: T) => Promise<void> {
  const waiting: Waiting<T>[] = [];
  let writing = false;
  const writeAll = async () => {
    writing = true;
    while (waiting.length > 0) {
      // Whoever has just been answered, or came with others in this turn, is in time for this batch.
      await setImmediate();
      const batch = waiting.splice(0, most);
      try {
        await write(batch.map(({ item }) => item));
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    writing = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!writing) writeAll();
    });
}
