import type { Type } from '../../types/types.ts';
import { duration, fromDayNumber, toDayNumber } from '../../values/calendar.ts';
import { decimal, type Numeric } from '../../values/decimal.ts';
import { toValue } from '../../values/json.ts';
import { kindOf, UNKNOWN, type Value, type ValueOfKind } from '../../values/values.ts';
import type { Dictionary } from './dictionary.ts';
import { BOUNDS } from './states.ts';
import { Store } from './store.ts';

/** What the integers of a column mean: a number of 10^-scale, 0 or 1, a text's number, a day since 1970-01-01, days, months. */
export type ScalarKind = 'number' | 'boolean' | 'text' | 'date' | 'days' | 'months';

/** The most digits after the point that a column holds; a number with more is put aside. */
const MOST_PLACES = 9;

const [LEAST, MOST] = BOUNDS.f64;
const isHeld = (integer: number): boolean => LEAST <= integer && integer <= MOST;

/** A column of single values. */
export class ScalarColumn {
  readonly kind = 'scalar';
  readonly of: ScalarKind;
  readonly type: Type;
  readonly store = new Store();
  /** Of numbers: how many digits after the point their integers stand for. */
  scale = 0;
  /** The values that are not among the integers, by row. */
  readonly asides = new Map<number, Value>();
  readonly #dictionary: Dictionary;
  /** Integers of texts and dates that were read before. */
  readonly #read = new Map<string, number>();

  constructor(of: ScalarKind, type: Type, dictionary: Dictionary) {
    this.of = of;
    this.type = type;
    this.#dictionary = dictionary;
  }

  get length(): number {
    return this.store.length;
  }

  /** Appends a value from JSON: undefined is unknown, null is known to be absent. Throws ValueError. */
  append(json: unknown): void {
    if (json === undefined) this.store.pushState('unknown');
    else if (json === null) this.store.pushState('absent');
    else if (typeof json === 'number' && this.of === 'number') this.#appendNumber(json);
    else if (typeof json === 'string' && this.of !== 'number') this.#appendText(json);
    else this.appendValue(toValue(this.type, json));
  }

  #appendNumber(json: number): void {
    if (this.scale === 0 && Number.isSafeInteger(json) && isHeld(json)) this.store.push(json + 0);
    else this.appendValue(decimal(json));
  }

  #appendText(json: string): void {
    const read = this.#read.get(json);
    if (read !== undefined) {
      this.store.push(read);
      return;
    }
    const value = toValue(this.type, json);
    const integer = this.#integerOf(value);
    if (integer !== undefined && this.#read.size < MOST_READ) this.#read.set(json, integer);
    this.#appendKnown(value, integer);
  }

  /** Appends a value of the column's type. */
  appendValue(value: Value): void {
    if (value === UNKNOWN) this.store.pushState('unknown');
    else if (value === null) this.store.pushState('absent');
    else this.#appendKnown(value, this.of === 'number' ? this.#scaled(value as Numeric) : this.#integerOf(value));
  }

  #appendKnown(value: Value, integer: number | undefined): void {
    if (integer === undefined) {
      this.asides.set(this.length, value);
      this.store.pushState('aside');
    } else this.store.push(integer);
  }

  /** Appends a number, or the integer that stands for another value. */
  appendInteger(integer: number): void {
    if (this.of === 'number' || !isHeld(integer)) this.append(integer);
    else this.store.push(integer);
  }

  /** The number as an integer of the column's scale, which grows for it; undefined when it cannot. */
  #scaled(value: Numeric): number | undefined {
    const [coefficient, scale] = typeof value === 'number' ? [value, 0] : [Number(value.coefficient), value.scale];
    if (scale > MOST_PLACES || !isHeld(coefficient * 10 ** Math.max(0, this.scale - scale))) return undefined;
    if (scale > this.scale) {
      const factor = 10 ** (scale - this.scale);
      const before = this.scale;
      this.store.scaleUp(factor, (row, integer) => this.asides.set(row, fromScaled(integer, before)));
      this.scale = scale;
    }
    return coefficient * 10 ** (this.scale - scale);
  }

  #integerOf(value: Value): number | undefined {
    const integer = INTEGERS[this.of as Exclude<ScalarKind, 'number'>](value, this.#dictionary);
    return integer !== undefined && isHeld(integer) ? integer : undefined;
  }

  /** The value of a row. */
  valueAt(row: number): Value {
    const state = this.store.stateAt(row);
    if (state === 'unknown') return UNKNOWN;
    if (state === 'absent') return null;
    if (state === 'aside') return this.asides.get(row)!;
    const integer = this.store.values[row]!;
    return this.of === 'number' ? fromScaled(integer, this.scale) : VALUES[this.of](integer, this.#dictionary);
  }

  reserve(rows: number): void {
    this.store.reserve(rows);
  }

  truncate(rows: number): void {
    this.store.truncate(rows);
    for (const row of this.asides.keys()) if (row >= rows) this.asides.delete(row);
  }
}

/** What was read is remembered for so many texts. */
const MOST_READ = 100_000;

const fromScaled = (integer: number, scale: number): Numeric =>
  scale === 0 ? integer : decimal(`${integer}e-${scale}`);

type Integers = {
  readonly [K in Exclude<ScalarKind, 'number'>]: (value: Value, texts: Dictionary) => number | undefined;
};

const inMeasure = (value: Value, measure: 'days' | 'months'): number | undefined => {
  const span = value as ValueOfKind['duration'];
  return kindOf(value) === 'duration' && span.measure === measure && span.nanoseconds === 0 ? span.length : undefined;
};

/** The integer of a value, where it has one. */
const INTEGERS: Integers = {
  boolean: (value) => Number(value),
  text: (value, texts) => texts.codeOf(value as string),
  date: (value) => toDayNumber(value as ValueOfKind['date']),
  days: (value) => inMeasure(value, 'days'),
  months: (value) => inMeasure(value, 'months'),
};

const VALUES: { readonly [K in Exclude<ScalarKind, 'number'>]: (integer: number, texts: Dictionary) => Value } = {
  boolean: (integer) => integer === 1,
  text: (integer, texts) => texts.textOf(integer),
  date: (integer) => fromDayNumber(integer),
  days: (integer) => duration(integer, 'days'),
  months: (integer) => duration(integer, 'months'),
};
