import { ValueError } from '../problem.ts';
import type { Type } from '../types/types.ts';
import { addDays, type CalendarDate, daysBetween } from '../values/calendar.ts';
import { add, divide, type Numeric, subtract } from '../values/decimal.ts';
import { isList, isRange, kindOf, order, type Value } from '../values/values.ts';

/**
 * Values that a subject can have so that whatever else it may be, all tests against these values turn out as for one of
 * them. undefined where there are no such few.
 *
 * Whoever is asked answers with a value; that there is none (null) is possible where a test speaks of that.
 * @param isOrder whether a test is about more and less.
 * @param type of the subject, where it is known: an enum has no other values than its own.
 */
export function pointsOf(against: readonly Value[], isOrder: boolean, type?: Type): readonly Value[] | undefined {
  const items = against.flatMap(itemsOf);
  const values = items.flatMap(endsOf);
  const present = values.filter((value) => value !== null);
  const points = pointsFor(present, isOrder || items.some(isRange), type);
  return points && (present.length < values.length ? [...points, null] : points);
}

/** What is compared with a list may be compared with its items. */
const itemsOf = (value: Value): readonly Value[] => (isList(value) ? value.flatMap(itemsOf) : [value]);

/** What is compared with a range is compared with its ends. */
const endsOf = (value: Value): readonly Value[] =>
  isRange(value) ? [value.low, value.high].filter((end) => end !== null) : [value];

function pointsFor(values: readonly Value[], isOrder: boolean, type: Type | undefined): readonly Value[] | undefined {
  if (type?.kind === 'enum') return isOrder ? undefined : type.values;
  const kinds = new Set([...values.map(kindOf), ...(type?.kind === 'boolean' ? ['boolean'] : [])]);
  const [kind = 'nothing'] = kinds;
  if (kinds.size > 1) return undefined;
  // Whatever is compared with nothing but null only has to be there.
  if (kind === 'boolean' || kind === 'nothing') return kind === 'boolean' ? [true, false] : [true];
  if (kind === 'string') return isOrder ? undefined : [...new Set(values), `${values.join('')} `];
  if (kind === 'number') return around(values as readonly Numeric[], NUMBERS);
  return kind === 'date' ? around(values as readonly CalendarDate[], DATES) : undefined;
}

/** How values of an ordered kind lie to each other. */
interface Line<V> {
  readonly before: (value: V) => V;
  readonly after: (value: V) => V;
  /** One between two; undefined where there is none. */
  readonly between: (low: V, high: V) => V | undefined;
}

const NUMBERS: Line<Numeric> = {
  before: (value) => subtract(value, 1),
  after: (value) => add(value, 1),
  between: (low, high) => (isGap(low, high) ? add(low, 1) : divide(add(low, high), 2)),
};

const isGap = (low: Numeric, high: Numeric): boolean =>
  typeof low === 'number' && typeof high === 'number' && low + 1 < high;

const DATES: Line<CalendarDate> = {
  before: (date) => addDays(date, -1),
  after: (date) => addDays(date, 1),
  between: (low, high) => (daysBetween(low, high) > 1 ? addDays(low, 1) : undefined),
};

/** The values themselves, one between each two neighbours, and one on either side; what is beyond the limits is left out. */
function around<V extends Value>(values: readonly V[], { before, after, between }: Line<V>): Value[] {
  const sorted = values.toSorted(order).filter((value, index, all) => index === 0 || order(all[index - 1]!, value) < 0);
  const makers = sorted.flatMap((value, index): (() => V | undefined)[] => {
    const next = sorted[index + 1];
    return [() => value, () => (next === undefined ? after(value) : between(value, next))];
  });
  return [() => before(sorted[0]!), ...makers].flatMap((make) => attempt(make) ?? []);
}

function attempt<V>(make: () => V | undefined): V | undefined {
  try {
    return make();
  } catch (error) {
    if (error instanceof ValueError) return undefined;
    throw error;
  }
}
