import { ValueError } from '../../problem.ts';
import {
  ANY,
  BARE_NUMBER,
  BOOLEAN,
  describe,
  type Type,
  type TypeOrReason,
  unify,
  whyNotComparable,
} from '../../types/types.ts';
import type { Numeric } from '../../values/decimal.ts';
import { type FunctionValue, isList, kindOf, type ListValue, or, UNKNOWN, type Value } from '../../values/values.ts';
import { groupSame, same } from './equality.ts';
import { indexOf, slice } from './positions.ts';
import { builtIn, one, optional, rest, type Setting, type Signature, takes } from './signature.ts';

const list = one('list', 'list');
const position = one('position', 'number');

const itemOf = (type: Type): Type => (type.kind === 'list' ? type.of : ANY);
const listOf = (of: Type): Type => ({ kind: 'list', of });
const ofFirst = (first: Type): Type => first;

const comparable =
  (then: (list: Type) => Type): Signature['type'] =>
  (first, second) =>
    whyNotComparable(itemOf(first!), second!) ?? then(first!);

/** The list with other items in it. */
const withItems = (first: Type, item: Type): TypeOrReason => {
  const of = unify(itemOf(first), item);
  return of ? listOf(of) : `cannot put ${describe(item)} into ${describe(first)}`;
};

/** One list of the items of several. */
const flattened = (lists: Type): TypeOrReason => itemOf(lists);

function requireFunction(verb: string, precedes: FunctionValue, parameters: number): void {
  if (precedes.parameters.length !== parameters) {
    throw new ValueError(`${verb} needs a function of ${parameters} parameters`);
  }
}

/** The value of a function that decides; throws ValueError when it does not. */
function decide(verb: string, decides: FunctionValue, ...args: readonly Value[]): boolean | typeof UNKNOWN {
  const value = decides.call(args);
  if (typeof value === 'boolean' || value === UNKNOWN) return value;
  throw new ValueError(`the function of ${verb} gives ${kindOf(value)}, not true or false`);
}

/** Sorts by a function that says which of two items comes first; items of which neither does keep their order. */
function sort(items: ListValue, precedes: FunctionValue): Value {
  requireFunction('sort', precedes, 2);
  let open = false;
  const comesFirst = (a: Value, b: Value): boolean => {
    const decided = decide('sort', precedes, a, b);
    open ||= decided === UNKNOWN;
    return decided === true;
  };
  const sorted = items.toSorted((a, b) => (comesFirst(a, b) ? -1 : Number(comesFirst(b, a))));
  return open ? UNKNOWN : sorted;
}

/** The items for which the function says so are replaced. */
function replaceMatching(items: ListValue, match: FunctionValue, newItem: Value): Value {
  requireFunction('list replace', match, 2);
  const decided = items.map((item) => decide('list replace', match, item, newItem));
  if (decided.includes(UNKNOWN)) return UNKNOWN;
  return items.map((item, index) => (decided[index] === true ? newItem : item));
}

/** The positions of an item, counted from 1; unknown when it is not known of any. */
function positionsOf(items: ListValue, match: Value, setting: Setting): Value {
  const found = items.map((item) => same(item, match, setting));
  if (found.includes(UNKNOWN)) return UNKNOWN;
  return found.flatMap((isSame, index) => (isSame === true ? [index + 1] : []));
}

function distinct(items: ListValue, setting: Setting): Value {
  const groups = groupSame(items, setting);
  return groups ? groups.map(([first]) => first!) : UNKNOWN;
}

/** The items of lists in lists; unknown with an item that may be a list. */
function flatten(items: ListValue): Value {
  const flat: Value[] = [];
  const add = (item: Value): void => (isList(item) ? item.forEach(add) : void flat.push(item));
  items.forEach(add);
  return flat.includes(UNKNOWN) ? UNKNOWN : flat;
}

const flatItem = (type: Type): Type => (type.kind === 'list' ? flatItem(type.of) : type);

const insertBefore = (items: ListValue, at: Numeric, newItem: Value): Value =>
  items.toSpliced(indexOf(at, items.length), 0, newItem);

/** List functions that look into lists and make lists of lists (DMN 1.5, sections 10.3.4.4 and 10.3.4.9). */
export const LISTS = {
  'list contains': builtIn(
    'whether the element is among the items of the list',
    'list contains([1, 2, 3], 2) = true',
    takes(
      [list, one('element')],
      comparable(() => BOOLEAN),
      (items, element, setting) => items.map((item) => same(item, element, setting)).reduce(or, false),
    ),
  ),
  count: builtIn(
    'how many items a list has',
    'count([4, 5, 6]) = 3',
    takes([list], BARE_NUMBER, (items) => items.length),
  ),
  sublist: builtIn(
    'the items from a position on, the first being 1 and the last -1, and so many of them',
    'sublist([4, 5, 6], 1, 2) = [4, 5]',
    takes([list, one('start position', 'number'), optional('length', 'number')], ofFirst, (items, start, length) =>
      slice(items, start, length),
    ),
  ),
  append: builtIn(
    'the list with items added at its end',
    'append([1], 2, 3) = [1, 2, 3]',
    takes(
      [list, rest('item')],
      (first, items) => withItems(first!, itemOf(items!)),
      (items, more) => [...items, ...more],
    ),
  ),
  concatenate: builtIn(
    'one list of the items of several, one list after the other',
    'concatenate([1, 2], [3]) = [1, 2, 3]',
    takes([rest('list', 'list')], flattened, (lists) => lists.flat()),
  ),
  'insert before': builtIn(
    'the list with an item put in before a position',
    'insert before([1, 3], 1, 2) = [2, 1, 3]',
    takes([list, position, one('newItem')], (first, _at, item) => withItems(first!, item!), insertBefore),
  ),
  remove: builtIn(
    'the list without the item at a position',
    'remove([1, 2, 3], 2) = [1, 3]',
    takes([list, position], ofFirst, (items, at) => items.toSpliced(indexOf(at, items.length), 1)),
  ),
  'list replace': builtIn(
    'the list with another item at a position, or wherever a function of the item and the new item says so',
    'list replace([2, 4, 7, 8], 3, 6) = [2, 4, 6, 8]',
    takes(
      [list, position, one('newItem')],
      (first, _at, item) => withItems(first!, item!),
      (items, at, newItem) => items.with(indexOf(at, items.length), newItem),
    ),
    takes(
      [list, one('match', 'function'), one('newItem')],
      (first, _match, item) => withItems(first!, item!),
      replaceMatching,
    ),
  ),
  reverse: builtIn(
    'the list from its end to its beginning',
    'reverse([1, 2, 3]) = [3, 2, 1]',
    takes([list], ofFirst, (items) => items.toReversed()),
  ),
  'index of': builtIn(
    'the positions of an item in a list',
    'index of([1, 2, 3, 2], 2) = [2, 4]',
    takes(
      [list, one('match')],
      comparable(() => listOf(BARE_NUMBER)),
      positionsOf,
    ),
  ),
  union: builtIn(
    'one list of the items of several, each only once',
    'union([1, 2], [2, 3]) = [1, 2, 3]',
    takes([rest('list', 'list')], flattened, (lists, setting) => distinct(lists.flat(), setting)),
  ),
  'distinct values': builtIn(
    'the items of a list, each only once',
    'distinct values([1, 2, 3, 2, 1]) = [1, 2, 3]',
    takes([list], ofFirst, distinct),
  ),
  flatten: builtIn(
    'the items of the lists in a list, at any depth, as one list',
    'flatten([[[1, 2]], [[3], [4]]]) = [1, 2, 3, 4]',
    takes([list], (first) => listOf(flatItem(first!)), flatten),
  ),
  sort: builtIn(
    'the list sorted by a function that says whether the first of two items comes before the second',
    'sort([3, 1, 2], function(x, y) x < y) = [1, 2, 3]',
    takes([list, one('precedes', 'function')], ofFirst, sort),
  ),
};
