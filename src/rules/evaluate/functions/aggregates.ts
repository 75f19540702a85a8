import { ValueError } from '../../problem.ts';
import { ANY, BOOLEAN, describe, kindOfType, type Type, type TypeOrReason } from '../../types/types.ts';
import { add, compare, divide, multiply, type Numeric, subtract } from '../../values/decimal.ts';
import { type Kind, kindOf, type ListValue, order, UNKNOWN, type Value } from '../../values/values.ts';
import { groupSame } from './equality.ts';
import { sqrt } from './roots.ts';
import { type BuiltIn, builtIn, one, rest, type Setting, type Signature, takes } from './signature.ts';

/** Kinds of values that have an order. */
const ORDERED: readonly Kind[] = ['number', 'string', 'date', 'time', 'date and time', 'duration'];

const itemOf = (list: Type): Type => (list.kind === 'list' ? list.of : ANY);

type OfItems = (item: Type) => TypeOrReason;

/** The item's own type, when it is of the kinds. */
const ofKinds =
  (kinds: readonly Kind[], then: OfItems = (item) => item): OfItems =>
  (item) => {
    const kind = kindOfType(item);
    if (kind !== undefined && !kinds.includes(kind)) return `needs ${kinds.join(', ')}, not ${describe(item)}`;
    return then(item);
  };

/** Takes one list, or its items one by one, which the standard calls c1, n1 or b1. */
const ofList = (
  letter: 'c' | 'n' | 'b',
  type: OfItems,
  apply: (list: ListValue, setting: Setting) => Value,
): readonly Signature[] => {
  const ofItems = (list: Type): TypeOrReason => type(itemOf(list));
  return [takes([one('list', 'list')], ofItems, apply), takes([rest(letter)], ofItems, apply)];
};

/** What is made of the items of a list, all of the kinds; null of a list with null in it, unknown with an unknown item. */
const aggregate = (
  letter: 'c' | 'n',
  kinds: readonly Kind[],
  type: OfItems,
  apply: (items: ListValue, setting: Setting) => Value,
): readonly Signature[] =>
  ofList(letter, ofKinds(kinds, type), (list, setting) => {
    if (list.includes(null)) return null;
    if (list.includes(UNKNOWN)) return UNKNOWN;
    if (!list.every((item) => kinds.includes(kindOf(item)))) throw new ValueError(`this needs ${kinds.join(', ')}`);
    return apply(list, setting);
  });

/** The item that comes out on top of all others; null of an empty list. */
const best = (isBetter: (order: number) => boolean): readonly Signature[] =>
  aggregate(
    'c',
    ORDERED,
    (item) => item,
    (items, { standard }) =>
      items.length === 0 ? null : items.reduce((top, item) => (isBetter(order(item, top, standard)) ? item : top)),
  );

/** A figure of numbers; null of an empty list. */
const figure = (type: OfItems, apply: (numbers: readonly Numeric[], setting: Setting) => Value): readonly Signature[] =>
  aggregate('n', ['number'], type, (items, setting) =>
    items.length === 0 ? null : apply(items as readonly Numeric[], setting),
  );

const total = (numbers: readonly Numeric[]): Numeric => numbers.reduce(add);
const mean = (numbers: readonly Numeric[]): Numeric => divide(total(numbers), numbers.length);

function median(numbers: readonly Numeric[]): Numeric {
  const sorted = numbers.toSorted(compare);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : mean(sorted.slice(middle - 1, middle + 1));
}

/** Of a sample: the squares are shared among one less than there are numbers. */
function standardDeviation(numbers: readonly Numeric[]): Value {
  if (numbers.length === 1) return null;
  const middle = mean(numbers);
  const squares = numbers.map((number) => subtract(number, middle)).map((distance) => multiply(distance, distance));
  return sqrt(divide(total(squares), numbers.length - 1));
}

/** The numbers that come most often, in order. */
function mode(items: ListValue, setting: Setting): Value {
  const groups = groupSame(items, setting);
  if (!groups) return UNKNOWN;
  const most = Math.max(0, ...groups.map(({ length }) => length));
  const often = groups.filter(({ length }) => length === most).map(([number]) => number as Numeric);
  return often.sort(compare);
}

/** Whether all items are true, or any, in which case the other truth value decides. */
const combined = (decisive: boolean): readonly Signature[] =>
  ofList(
    'b',
    ofKinds(['boolean'], () => BOOLEAN),
    (list) => {
      if (list.includes(decisive)) return decisive;
      if (list.includes(UNKNOWN)) return UNKNOWN;
      if (!list.every((item) => item === null || typeof item === 'boolean')) throw new ValueError('this needs boolean');
      return list.includes(null) ? null : !decisive;
    },
  );

const sameType: OfItems = (item) => item;

/** A product of numbers in a unit would have a unit for each number of them. */
const withoutUnit: OfItems = (item) => (item.kind === 'number' && item.unit ? 'needs numbers without a unit' : item);

/** List functions that make one value of all items (DMN 1.5, section 10.3.4.4). */
export const AGGREGATES: Readonly<Record<string, BuiltIn>> = {
  min: builtIn('the least of a list, or of the arguments', 'min([3, 1, 2]) = 1', ...best((order) => order < 0)),
  max: builtIn('the greatest of a list, or of the arguments', 'max(1, 3, 2) = 3', ...best((order) => order > 0)),
  sum: builtIn('the sum of numbers; null if there are none', 'sum([1, 2, 3]) = 6', ...figure(sameType, total)),
  mean: builtIn('the arithmetic mean of numbers', 'mean([1, 2, 3]) = 2', ...figure(sameType, mean)),
  median: builtIn(
    'the number in the middle when they are sorted',
    'median(8, 2, 5, 3, 4) = 4',
    ...figure(sameType, median),
  ),
  product: builtIn(
    'all numbers multiplied with one another',
    'product([2, 3, 4]) = 24',
    ...figure(withoutUnit, (numbers) => numbers.reduce(multiply)),
  ),
  stddev: builtIn(
    'the standard deviation of a sample of numbers',
    'decimal(stddev(2, 4, 7, 5), 6) = 2.081666',
    ...figure(sameType, standardDeviation),
  ),
  mode: builtIn(
    'the numbers that come most often',
    'mode([6, 1, 9, 6, 1]) = [1, 6]',
    ...aggregate('n', ['number'], (of) => ({ kind: 'list', of }), mode),
  ),
  all: builtIn('whether all items are true', 'all([true, true]) = true', ...combined(false)),
  any: builtIn('whether any item is true', 'any([false, true]) = true', ...combined(true)),
};
