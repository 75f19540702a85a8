/** One figure beside its yardstick, both measured in the same run. */
export interface Row {
  id: string;
  value: number;
  unit: string;
  yardstick: { what: string; value: number };
  /** `value` divided by the yardstick's. */
  ratio: number;
}

/** One file `bench/NAME.bench.ts`. */
export interface Bench {
  name: string;
  /** Others that belong to it: whoever asks for this one gets them, too. */
  parts?: readonly string[];
  run(): Promise<Row[]>;
}

/** A row with its ratio, its figures rounded to three digits: more would be noise. */
export function rowOf(id: string, value: number, unit: string, yardstick: Row['yardstick']): Row {
  const { what, value: measure } = yardstick;
  return { id, value: round(value), unit, yardstick: { what, value: round(measure) }, ratio: round(value / measure) };
}

const round = (value: number): number => Number(value.toPrecision(3));

/** The middle one of several measurements, which an accident during one of them does not move. */
export function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
