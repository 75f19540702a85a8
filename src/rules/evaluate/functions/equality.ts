import { ValueError } from '../../problem.ts';
import { type CalendarDate, formatDate } from '../../values/dates.ts';
import { type Numeric, toText } from '../../values/decimal.ts';
import { type Duration, divideDurations, duration, formatDuration } from '../../values/durations.ts';
import { equal, isKnown, kindOf, type ListValue, type Value } from '../../values/values.ts';
import type { Setting } from './signature.ts';

/** Whether an item of a list is the value that is looked for: like `=`, but values of two kinds are just not the same. */
export function same(a: Value, b: Value, { standard }: Setting): Value {
  try {
    return equal(a, b, standard);
  } catch (error) {
    if (error instanceof ValueError) return false;
    throw error;
  }
}

const DAY = duration(1, 'days');

/** A duration of days has the text of the number of days that it is equal to. */
const hashDuration = (span: Duration): string =>
  span.measure === 'days' ? toText(divideDurations(span, DAY)) : formatDuration(span);

/** Equal values have the same text, most others another. */
function hash(value: Value): string {
  const kind = kindOf(value);
  if (kind === 'string') return `"${value}`;
  if (kind === 'number') return toText(value as Numeric);
  if (kind === 'date') return formatDate(value as CalendarDate);
  if (kind === 'duration') return hashDuration(value as Duration);
  return kind;
}

/** Puts the items of a list that are the same together, in the order in which they come first; none when an item is unknown. */
export function groupSame(list: ListValue, setting: Setting): readonly (readonly Value[])[] | undefined {
  if (!isKnown(list)) return undefined;
  const groups: Value[][] = [];
  const alike = new Map<string, Value[][]>();
  for (const item of list) {
    const key = hash(item);
    const candidates = alike.get(key) ?? [];
    alike.set(key, candidates);
    setting.spend(candidates.length);
    let group = candidates.find(([first]) => same(first!, item, setting) === true);
    if (!group) {
      group = [];
      groups.push(group);
      candidates.push(group);
    }
    group.push(item);
  }
  return groups;
}
