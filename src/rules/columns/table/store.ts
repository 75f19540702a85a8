import { newValues, type Values } from '../machine/kernel.ts';
import { NUMERIC, type NumericRepr } from '../machine/nodes.ts';
import { BOUNDS, isState, STATES, type State } from './states.ts';

const LEAST_CAPACITY = 64;

/** Integers and states in as narrow an array as holds them all, which grows longer and wider. */
export class Store {
  repr: NumericRepr = 'i8';
  length = 0;
  /** All rows together; those after `length` do not count. */
  values: Values = newValues('i8', LEAST_CAPACITY);
  /** Bounds of the integers; empty while there is none. */
  low = Number.POSITIVE_INFINITY;
  high = Number.NEGATIVE_INFINITY;
  /** Which states there may be. */
  readonly has: Record<State, boolean> = { unknown: false, absent: false, aside: false };

  push(integer: number): void {
    if (integer < this.low) this.#include(integer);
    if (integer > this.high) this.#include(integer);
    this.#append(integer);
  }

  pushState(state: State): void {
    this.has[state] = true;
    this.#append(STATES[this.repr][state]);
  }

  /** Multiplies all integers; throws nothing, but what does not fit any more is said to be put aside. */
  scaleUp(factor: number, onAside: (row: number, integer: number) => void): void {
    const [repr, old, length] = [this.repr, this.values, this.length];
    Object.assign(this, { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY, length: 0 });
    for (let row = 0; row < length; row += 1) {
      const stored = old[row]!;
      if (isState(repr, stored)) this.#append(STATES[this.repr][stateOf(repr, stored)!]);
      else if (Math.abs(stored * factor) <= BOUNDS.f64[1]) this.push(stored * factor);
      else {
        onAside(row, stored);
        this.pushState('aside');
      }
    }
  }

  /** The state of a row, or undefined when it has an integer. */
  stateAt(row: number): State | undefined {
    return stateOf(this.repr, this.values[row]!);
  }

  /** Forgets the rows from one on. */
  truncate(length: number): void {
    this.length = length;
  }

  #append(stored: number): void {
    if (this.length === this.values.length) this.reserve(2 * this.length);
    this.values[this.length] = stored;
    this.length += 1;
  }

  /** Makes room for so many rows. */
  reserve(capacity: number): void {
    if (capacity <= this.values.length) return;
    const longer = newValues(this.repr, capacity);
    longer.set(this.values);
    this.values = longer;
  }

  #include(integer: number): void {
    this.low = Math.min(this.low, integer);
    this.high = Math.max(this.high, integer);
    const fits = NUMERIC.find((repr) => BOUNDS[repr][0] <= this.low && this.high <= BOUNDS[repr][1])!;
    if (NUMERIC.indexOf(fits) > NUMERIC.indexOf(this.repr)) this.#widen(fits);
  }

  #widen(repr: NumericRepr): void {
    const [narrow, values] = [this.repr, this.values];
    const wide = newValues(repr, values.length);
    for (let row = 0; row < this.length; row += 1) {
      const state = stateOf(narrow, values[row]!);
      wide[row] = state ? STATES[repr][state] : values[row]!;
    }
    Object.assign(this, { repr, values: wide });
  }
}

function stateOf(repr: NumericRepr, stored: number): State | undefined {
  if (!isState(repr, stored)) return undefined;
  const states = STATES[repr];
  return stored === states.unknown ? 'unknown' : stored === states.absent ? 'absent' : 'aside';
}
