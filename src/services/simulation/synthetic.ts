import type { Day } from '../../kernel/index.ts';
import type { Pack } from '../../pack/index.ts';
import { Pace } from './pace.ts';
import { People } from './people.ts';
import type { Policy } from './policy.ts';
import { type Given, subjectsOf } from './subjects.ts';

/** How many people a synthetic population may have. */
export const SIZES = [10_000, 100_000, 1_000_000] as const;
export type Size = (typeof SIZES)[number];

/** People are made so many at a time, each portion from a seed of its own: no record speaks of people of two portions. */
const PORTION = 10_000;
/** People are looked at so many at a time. */
const BATCH = 500;

/** The seed of a portion; that of the first is the population's. A step that is odd comes to no seed twice. */
const seedOf = (seed: number, portion: number): number => (seed + portion * 0x9e37_79b9) % 2 ** 32;

/** Makes a pack's synthetic people as a policy sees them, in turns with other work. */
export async function makeSynthetic(
  pack: Pack,
  policy: Policy,
  { size, on, assumed }: { size: number; on: Day; assumed: Given },
  onProgress: (done: number) => void = () => {},
): Promise<People> {
  const people = new People(pack, policy, on);
  const pace = new Pace();
  for (let made = 0; made < size; made += PORTION) {
    const subjects = subjectsOf(pack, policy, on, assumed);
    const wanted = Math.min(PORTION, size - made);
    for (const row of pack.population(seedOf(pack.demo.seed, made / PORTION), wanted, on)) {
      subjects.registers.add(row);
      await pace.step();
    }
    for (const batch of batches(subjects.all())) {
      people.append(batch);
      onProgress(Math.min(people.length, size));
      await pace.step();
    }
  }
  return people;
}

function* batches<T>(items: Iterable<T>): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
