import { residentNumber } from '../numbering.ts';

export type Sex = 'female' | 'male';

/** Serials below belong to the people written out in people.yaml. */
const FIRST_SERIAL = 1_000;
export const MS_PER_DAY = 86_400_000;

/** What one run draws from: chance, the day, and numbers that are still free. */
export class Draw {
  readonly today: Date;
  #state: number;
  #businesses = FIRST_SERIAL;
  /** How many people of a sex were born on a day so far. */
  readonly #born = new Map<string, number>();

  constructor(seed: number, today: string) {
    this.#state = seed;
    this.today = new Date(`${today}T00:00:00Z`);
  }

  /** A number from 0 up to 1: mulberry32, small and the same everywhere. */
  chance(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  }

  happens(probability: number): boolean {
    return this.chance() < probability;
  }

  /** A whole number, both ends included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.chance() * (high - low + 1));
  }

  one<T>(list: readonly T[]): T {
    return list[Math.floor(this.chance() * list.length)]!;
  }

  /** One of several, each as often as its share. */
  oneByShare<T extends { readonly share: number }>(list: readonly T[]): T {
    let left = this.chance() * list.reduce((sum, { share }) => sum + share, 0);
    return (
      list.find(({ share }) => {
        left -= share;
        return left < 0;
      }) ?? list[0]!
    );
  }

  /** An amount around a middle one, half of all above it; a spread of 0.5 puts two thirds within 0.6 and 1.6 of it. */
  around(middle: number, spread: number, step = 10_000): number {
    const bell = (this.chance() + this.chance() + this.chance() - 1.5) * 2;
    return Math.round((middle * Math.exp(spread * bell)) / step) * step;
  }

  /** A day on which somebody of this age was born. */
  bornAt(age: number): Date {
    return this.daysAgo(Math.floor((age + this.chance()) * 365.25));
  }

  daysAgo(days: number): Date {
    return new Date(this.today.getTime() - days * MS_PER_DAY);
  }

  /** Full years, a quarter of a day more or less. */
  ageOf(born: Date): number {
    return Math.floor((this.today.getTime() - born.getTime()) / MS_PER_DAY / 365.25);
  }

  /** The number of one more person. */
  number(sex: Sex, born: Date): string {
    const bornOn = dayOf(born);
    const cell = `${bornOn} ${sex}`;
    const before = this.#born.get(cell) ?? 0;
    this.#born.set(cell, before + 1);
    return residentNumber.make(FIRST_SERIAL + before, { sex, born_on: bornOn });
  }

  businessSerial(): number {
    return this.#businesses++;
  }
}

export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

export const daysAfter = (date: Date, days: number): Date => new Date(date.getTime() + Math.floor(days) * MS_PER_DAY);
