import { setImmediate } from 'node:timers/promises';

/** Somebody who waits until what they brought is dealt with. */
interface Waiting<Item, Answer> {
  item: Item;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Answers what many callers ask in batches that arise by themselves: while one is being answered the next one collects. A
 * single caller waits for nobody; of many, each shares the price of a statement, or of a commit, with all the others.
 * @param answer answers all of them in their order, or none.
 * @param most items in one batch.
 * @returns asks one item; settles when its batch has.
 */
export function askInBatches<Item, Answer>(
  answer: (items: readonly Item[]) => Promise<readonly Answer[]>,
  most: number,
): (item: Item) => Promise<Answer> {
  const waiting: Waiting<Item, Answer>[] = [];
  let answering = false;
  const answerAll = async () => {
    answering = true;
    while (waiting.length > 0) {
      // Whoever has just been answered, or came with others in this turn, is in time for this batch.
      await setImmediate();
      const batch = waiting.splice(0, most);
      try {
        const answers = await answer(batch.map(({ item }) => item));
        for (const [nth, { resolve }] of batch.entries()) resolve(answers[nth]!);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    answering = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!answering) answerAll();
    });
}

/**
 * Writes what many callers bring in such batches.
 * @param write writes all of them or none, and settles when that is known.
 * @param most items in one batch.
 * @returns brings one item; settles when its batch has.
 */
export function inBatches<Item>(
  write: (items: readonly Item[]) => Promise<unknown>,
  most: number,
): (item: Item) => Promise<void> {
  return askInBatches(async (items) => {
    await write(items);
    return items.map(() => undefined);
  }, most);
}
