import type { Day } from '../../kernel/index.ts';
import type { Subject } from './subjects.ts';

/** What is not known of a row: no number is below it. */
export const UNKNOWN_DAY = -(2 ** 31);
/** The region of a row of which none is known. */
export const NO_REGION = 0xffff;

const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01. */
export const dayNumber = (day: Day): number => Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;

/** What the rows of a population are told apart by, column by column. */
export class Traits {
  /** The regions by their number. */
  readonly regions: string[] = [];
  readonly #numbers = new Map<string, number>();
  #length = 0;
  #region = new Uint16Array(64);
  #bornOn = new Int32Array(64);
  #income = new Float64Array(64);

  get length(): number {
    return this.#length;
  }

  /** The number of each row's region, or `NO_REGION`. */
  get region(): Uint16Array {
    return this.#region.subarray(0, this.#length);
  }

  /** The day on which each was born, as days since 1970-01-01, or `UNKNOWN_DAY`. */
  get bornOn(): Int32Array {
    return this.#bornOn.subarray(0, this.#length);
  }

  /** NaN where it is not known. */
  get income(): Float64Array {
    return this.#income.subarray(0, this.#length);
  }

  /** Adds one row. */
  add({ region, bornOn, income }: Pick<Subject, 'region' | 'bornOn' | 'income'>): void {
    if (this.#length === this.#region.length) this.#grow();
    this.#region[this.#length] = region === null ? NO_REGION : this.#numberOf(region);
    this.#bornOn[this.#length] = bornOn === null ? UNKNOWN_DAY : dayNumber(bornOn);
    this.#income[this.#length] = income ?? Number.NaN;
    this.#length += 1;
  }

  #numberOf(region: string): number {
    let number = this.#numbers.get(region);
    if (number === undefined) {
      number = this.regions.push(region) - 1;
      this.#numbers.set(region, number);
    }
    return number;
  }

  #grow(): void {
    const capacity = 2 * this.#length;
    this.#region = longer(this.#region, new Uint16Array(capacity));
    this.#bornOn = longer(this.#bornOn, new Int32Array(capacity));
    this.#income = longer(this.#income, new Float64Array(capacity));
  }
}

function longer<A extends { set(values: A): void }>(old: A, fresh: A): A {
  fresh.set(old);
  return fresh;
}
