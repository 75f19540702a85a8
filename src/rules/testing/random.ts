/** Where random choices come from. */
export interface Random {
  /** A whole number from 0 up to, but not, `count`. */
  readonly below: (count: number) => number;
}

/** Numbers that look random and are the same for the same seed (xorshift32): for millions of cases. */
export function seeded(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) | 1;
  return {
    below(count) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      return Math.floor(((state >>> 0) / 2 ** 32) * count);
    },
  };
}

/**
 * Choices read off a tape of numbers, and the first possibility when it has come to its end. A tester that makes the tape
 * shorter and its numbers smaller makes what is generated from it simpler.
 */
export function fromTape(tape: readonly number[]): Random {
  let at = 0;
  return {
    below(count) {
      const number = tape[at] ?? 0;
      at += 1;
      return number % count;
    },
  };
}

/** One of several. */
export const pick = <T>(random: Random, of: readonly T[]): T => of[random.below(of.length)]!;

/** True so many times of a hundred. */
export const chance = (random: Random, percent: number): boolean => random.below(100) >= 100 - percent;

/** So many of what is made, from `least` to `most`. */
export const many = <T>(random: Random, least: number, most: number, make: () => T): T[] =>
  Array.from({ length: least + random.below(most - least + 1) }, make);
