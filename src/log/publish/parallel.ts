/** Does several things at once, at most `most`, and gives their outcomes in order. Ends only when none is under way. */
export async function* inOrder<Item, Outcome>(
  items: Iterable<Item>,
  most: number,
  work: (item: Item) => Promise<Outcome>,
): AsyncGenerator<Outcome> {
  const underWay: Promise<Outcome>[] = [];
  try {
    for (const item of items) {
      const outcome = work(item);
      outcome.catch(() => {}); // whoever awaits it in its turn is told
      underWay.push(outcome);
      if (underWay.length >= most) yield await underWay.shift()!;
    }
    while (underWay.length > 0) yield await underWay.shift()!;
  } finally {
    await Promise.allSettled(underWay);
  }
}

/** A turnstile: of all the work that is given to it, at most `most` is under way; the rest waits in order. */
export function turnstile(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
