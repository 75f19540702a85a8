import { GIVEN_NAMES, SURNAMES } from './names.ts';
import { nationalId } from './numbering.ts';

export type Sex = 'female' | 'male';

/** One of the demo's people. */
export interface Person {
  number: string;
  surname: string;
  name: string;
  sex: Sex;
  born: Date;
  mother?: Person;
  father?: Person;
  spouse?: Person;
}

/** Numbers below belong to the people written out in people.yaml. */
const FIRST_SERIAL = 1_000;
export const MS_PER_DAY = 86_400_000;

/** What one run draws from: chance, the day, and the next free number. */
export class Draw {
  readonly today: Date;
  #state: number;
  #serial = FIRST_SERIAL;

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

  between(low: number, high: number): number {
    return low + Math.floor(this.chance() * (high - low + 1));
  }

  one<T>(list: readonly T[]): T {
    return list[Math.floor(this.chance() * list.length)]!;
  }

  /** A day on which somebody of this age was born. */
  bornAt(age: number): Date {
    return new Date(this.today.getTime() - Math.floor((age + this.chance()) * 365.25) * MS_PER_DAY);
  }

  person(area: string, sex: Sex, born: Date, parents: Pick<Person, 'mother' | 'father'> = {}): Person {
    const surname = parents.father?.surname ?? parents.mother?.surname ?? this.one(SURNAMES);
    const generation = Math.min(3, Math.max(0, Math.floor((born.getUTCFullYear() - 1940) / 20)));
    const number = nationalId.make(this.#serial++, { sex, born_on: '', area });
    return { number, surname, name: surname + this.one(GIVEN_NAMES[sex][generation]!), sex, born, ...parents };
  }
}

/** Full years, a quarter of a day more or less. */
export const ageOf = ({ today }: Draw, { born }: Person): number =>
  Math.floor((today.getTime() - born.getTime()) / MS_PER_DAY / 365.25);

/** A day as registries write it. */
export const dayOf = (date: Date): string => date.toISOString().slice(0, 10);
/** So many years later. */
export const yearsAfter = (date: Date, years: number): Date =>
  new Date(date.getTime() + Math.floor(years * 365.25) * MS_PER_DAY);
