import { ValueError } from '../problem.ts';
import type { Range } from '../tree.ts';
import { addDays, type CalendarDate, daysBetween } from '../values/calendar.ts';
import {
  isList,
  isRange,
  kindOf,
  type ListValue,
  order,
  type RangeValue,
  UNKNOWN,
  type Value,
} from '../values/values.ts';
import { MAX_ITEMS } from '../values/weight.ts';
import type { Compiler } from './compile.ts';
import { type Environment, guarded, type Run } from './environment.ts';

/**
 * A range as a value. One whose stated end is null is null, since it must not become one without that end; so one with an
 * unknown end is unknown. Both ends must be of one kind that has an order.
 */
export function compileRange(tree: Range, compiler: Compiler): Run {
  const { includesLow, includesHigh } = tree;
  const [runLow, runHigh] = [tree.low && compiler.run(tree.low), tree.high && compiler.run(tree.high)];
  return guarded(tree.at, (environment, frame) => {
    const low = runLow?.(environment, frame) ?? null;
    const high = runHigh?.(environment, frame) ?? null;
    if (low === UNKNOWN || high === UNKNOWN) return UNKNOWN;
    if ((runLow && low === null) || (runHigh && high === null)) return null;
    order(low ?? high, high ?? low);
    return { kind: 'range', low, high, includesLow, includesHigh };
  });
}

/**
 * The items that `for` and quantifiers go through: of a list; the whole numbers or days from one end of a range to the
 * other, either way; a single value as the only item. UNKNOWN and null stay what they are. Throws ValueError.
 */
export function itemsOf(value: Value, environment: Environment): ListValue | null | typeof UNKNOWN {
  if (value === null || value === UNKNOWN || isList(value)) return value;
  return isRange(value) ? itemsOfRange(value, environment) : [value];
}

/** To make the items of a range takes less work than to go through them. */
const ITEMS_MADE_IN_A_STEP = 10;

function itemsOfRange(range: RangeValue, environment: Environment): ListValue {
  const { low, high, includesLow, includesHigh } = range;
  const [distance, stepped] = stepsBetween(low, high);
  const length = Math.abs(distance) + 1;
  if (length > MAX_ITEMS) throw new ValueError(`a list has at most ${MAX_ITEMS.toLocaleString('en')} items`);
  environment.spend(Math.ceil(length / ITEMS_MADE_IN_A_STEP));
  const items = Array.from({ length }, (_, index) => stepped(distance < 0 ? -index : index));
  return items.slice(includesLow ? 0 : 1, includesHigh ? undefined : -1);
}

/** How many steps of one it is from one end to the other, and what is so many steps after the first. */
function stepsBetween(low: Value, high: Value): [number, (steps: number) => Value] {
  if (typeof low === 'number' && typeof high === 'number') return [high - low, (steps) => low + steps];
  if (isDate(low) && isDate(high)) return [daysBetween(low, high), (steps) => addDays(low, steps)];
  throw new ValueError('only a range between two whole numbers or two dates can be gone through');
}

const isDate = (value: Value): value is CalendarDate => kindOf(value) === 'date';
