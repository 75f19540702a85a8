/**
 * Combines many things into one, two by two, in their order: a thousand of them lie ten deep, not a thousand,
 * so that going through what they were combined to does not exhaust the stack. None of them gives undefined.
 */
export function balanced<T>(things: readonly T[], combine: (a: T, b: T) => T): T | undefined {
  if (things.length < 2) return things[0];
  const middle = things.length >> 1;
  return combine(balanced(things.slice(0, middle), combine)!, balanced(things.slice(middle), combine)!);
}
