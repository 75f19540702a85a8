import type { ClaimPath } from '../../../../formats/index.ts';

/*
 * What a holder agrees to tell of one card. A verifier says which sets of claims would do, the one it likes best first
 * (OpenID4VP 1.0 §6.4.1); a wallet answers with one of them in full, or not with this card at all. What a holder refuses
 * so leads to a smaller set where there is one, and else to no answer: never to half a set, which nobody asked for.
 */

/** One thing that is asked. */
export interface AskedClaim {
  /** The path as one text. */
  id: string;
  path: ClaimPath;
  /** Whether every set that would do has it, so that refusing it means to refuse the whole. */
  needed: boolean;
}

/** The sets of claims that would do, of one card. */
export type ClaimSets = readonly (readonly ClaimPath[])[];

/** A path as one text, by which it is told from others. */
export const idOfPath = (path: ClaimPath): string => JSON.stringify(path);

/** All that is asked, each thing once: what is needed first, then in the order of asking. */
export function askedClaims(sets: ClaimSets): AskedClaim[] {
  const asked = new Map<string, AskedClaim>();
  for (const path of sets.flat()) {
    const id = idOfPath(path);
    asked.set(id, { id, path, needed: sets.every((set) => set.some((one) => idOfPath(one) === id)) });
  }
  return [...asked.values()].sort((one, other) => Number(other.needed) - Number(one.needed));
}

/** What is agreed to before anybody has decided: the set that tells least, the liked one of two alike. */
export function leastAgreed(sets: ClaimSets): Set<string> {
  const [least] = sets.toSorted((one, other) => one.length - other.length);
  return new Set(least?.map(idOfPath));
}

/**
 * What is told: the first set of which everything is agreed to. What is agreed to beyond it stays untold.
 * @returns undefined where no set is: then this card answers nothing.
 */
export function toldOf(sets: ClaimSets, agreed: ReadonlySet<string>): readonly ClaimPath[] | undefined {
  return sets.find((set) => set.every((path) => agreed.has(idOfPath(path))));
}
