/** Things in an order in which each comes after those that it needs, and the circles in which that is impossible. */
export interface Ordered {
  readonly order: readonly string[];
  /** The names around each circle, the first again at the end. */
  readonly circles: readonly (readonly string[])[];
}

/** Depth first; otherwise the order given is kept. */
export function inOrderOfNeed(names: Iterable<string>, needs: (name: string) => Iterable<string>): Ordered {
  const order: string[] = [];
  const circles: string[][] = [];
  const done = new Set<string>();

  function visit(name: string, path: readonly string[]): void {
    if (done.has(name)) return;
    if (path.includes(name)) {
      circles.push([...path.slice(path.indexOf(name)), name]);
      return;
    }
    for (const needed of needs(name)) visit(needed, [...path, name]);
    if (done.has(name)) return;
    done.add(name);
    order.push(name);
  }

  for (const name of names) visit(name, []);
  return { order, circles };
}
