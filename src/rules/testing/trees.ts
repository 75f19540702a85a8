import * as build from '../build.ts';
import type { Tree } from '../tree.ts';
import { LITERALS } from './facts.ts';
import { chance, many, pick, type Random } from './random.ts';

/** The kinds of values that random expressions have. */
export type RandomKind = 'number' | 'boolean' | 'text' | 'date' | 'days' | 'months';

/** What random expressions may speak of at one place. */
interface Names {
  readonly of: Readonly<Record<RandomKind, readonly Tree[]>>;
  /** Of lists: inside the condition of one hardly ever, since not all can be compiled there. */
  readonly lists: boolean;
}

type Make = (random: Random, depth: number, names: Names) => Tree;

const { call, name, path } = build;
const names = (...of: readonly string[]): readonly Tree[] => of.map(name);

const FACTS: Names = {
  lists: true,
  of: {
    number: [
      ...names('age', 'income', 'assets', 'rate', 'shift', 'threshold', 'share', 'later'),
      path(name('home'), 'rooms'),
    ],
    boolean: [...names('homeless', 'student'), path(name('home'), 'rented')],
    text: names('region', 'city'),
    date: [...names('born_on', 'applied_on', 'deadline'), path(name('home'), 'since')],
    days: names('insured', 'waiting'),
    months: names('tenure', 'grace'),
  },
};

/** The same with the names of derived facts. */
const withDerived = (derived: readonly { readonly name: string; readonly kind: RandomKind }[]): Names => {
  const of = { ...FACTS.of };
  for (const fact of derived) of[fact.kind] = [...of[fact.kind], name(fact.name)];
  return { ...FACTS, of };
};

/** Inside the condition of a list of the household's members: their fields, and single facts. */
function ofMember(random: Random, outer: Names, field: (name: string) => Tree): Names {
  const { number, boolean, text, date } = outer.of;
  return {
    lists: chance(random, 5),
    of: {
      ...outer.of,
      number: [...number, field('wage'), field('wage'), field('wage')],
      boolean: [...boolean, field('pupil'), field('student')],
      text: [...text, field('role'), field('role')],
      date: [...date, field('birth'), field('birth')],
    },
  };
}

const LITERAL: Readonly<Record<RandomKind, (random: Random) => Tree>> = {
  number: (random) => build.number(pick(random, LITERALS.number)),
  boolean: (random) => build.boolean(chance(random, 50)),
  text: (random) => build.string(pick(random, LITERALS.text)),
  date: (random) => build.temporal(pick(random, LITERALS.date)),
  days: (random) => build.temporal(pick(random, LITERALS.days)),
  months: (random) => build.temporal(pick(random, LITERALS.months)),
};

const leaf = (kind: RandomKind, random: Random, { of }: Names): Tree => {
  if (of[kind].length > 0 && chance(random, 70)) return pick(random, of[kind]);
  return chance(random, 3) ? build.nothing : LITERAL[kind](random);
};

/** A random expression of a kind. */
export function randomTree(kind: RandomKind, random: Random, depth: number, of: Names): Tree {
  if (depth <= 0 || chance(random, 15)) return leaf(kind, random, of);
  return pick(random, MAKE[kind])(random, depth - 1, of);
}

const sub =
  (kind: RandomKind): Make =>
  (random, depth, of) =>
    randomTree(kind, random, depth, of);

const [number, condition, text, date, days, months] = (
  ['number', 'boolean', 'text', 'date', 'days', 'months'] as const
).map(sub) as [Make, Make, Make, Make, Make, Make];

const two =
  (make: (a: Tree, b: Tree) => Tree, left: Make, right: Make = left): Make =>
  (random, depth, of) =>
    make(left(random, depth, of), right(random, depth, of));

const one =
  (make: (a: Tree) => Tree, of: Make): Make =>
  (random, depth, inside) =>
    make(of(random, depth, inside));

const when =
  (of: Make): Make =>
  (random, depth, inside) =>
    build.when(condition(random, depth, inside), of(random, depth, inside), of(random, depth, inside));

const extreme =
  (of: Make): Make =>
  (random, depth, inside) =>
    call(pick(random, ['min', 'max']), ...many(random, 1, 3, () => of(random, depth, inside)));

const compared =
  (of: Make): Make =>
  (random, depth, inside) => {
    const compare = pick(random, [build.eq, build.ne, build.lt, build.le, build.gt, build.ge]);
    return compare(of(random, depth, inside), of(random, depth, inside));
  };

const equated =
  (of: Make): Make =>
  (random, depth, inside) =>
    pick(random, [build.eq, build.ne])(of(random, depth, inside), of(random, depth, inside));

const ROUNDINGS = ['floor', 'ceiling', 'decimal', 'round up', 'round down', 'round half up', 'round half down'];

const rounded: Make = (random, depth, of) => {
  const function_ = pick(random, ROUNDINGS);
  const isOptional = function_ === 'floor' || function_ === 'ceiling';
  const scale = isOptional && chance(random, 50) ? [] : [build.number(random.below(6) - 2)];
  return call(function_, number(random, depth, of), ...scale);
};

const property =
  (of: Make, ...fields: readonly string[]): Make =>
  (random, depth, inside) =>
    path(of(random, depth, inside), pick(random, fields));

/** A list of the household, perhaps only of some members. */
const members: Make = (random, depth, of) => {
  if (depth <= 0 || !chance(random, 50)) return name('household');
  const spoken = pick(random, [(field: string) => name(field), (field: string) => path(name('item'), field)]);
  return build.filter(members(random, depth - 1, of), condition(random, depth, ofMember(random, of, spoken)));
};

/** A number or condition of each member. */
const eachMember =
  (kind: 'number' | 'boolean'): Make =>
  (random, depth, of) => {
    const field = { number: 'wage', boolean: 'pupil' }[kind];
    if (chance(random, 60)) return path(members(random, depth, of), field);
    const variable = `m${depth}`;
    const inside = ofMember(random, of, (own) => path(name(variable), own));
    const result = randomTree(kind, random, Math.min(depth, 1), inside);
    return build.forEach({ [variable]: members(random, depth, of) }, result);
  };

/** Only where lists may be spoken of; else something simple. */
const aboutLists =
  (make: Make, instead: Make): Make =>
  (random, depth, of) =>
    of.lists ? make(random, depth, of) : instead(random, Math.min(depth, 1), of);

const numbersOfList = (...functions: readonly string[]): Make =>
  aboutLists((random, depth, of) => {
    const list = chance(random, 30) ? name('scores') : eachMember('number')(random, depth, of);
    return call(pick(random, functions), list);
  }, number);

const quantified: Make = aboutLists((random, depth, of) => {
  const quantify = pick(random, [build.some, build.every]);
  const variable = `m${depth}`;
  const inside = ofMember(random, of, (field) => path(name(variable), field));
  return quantify(variable, members(random, depth, of), condition(random, depth, inside));
}, condition);

const RANGES = ['[]', '[)', '(]', '()'] as const;

const membership =
  (of: Make): Make =>
  (random, depth, inside) => {
    const value = of(random, depth, inside);
    const test = () => {
      const end = () => of(random, Math.min(depth, 1), inside);
      const ways = [
        () => build.range(end(), end(), pick(random, RANGES)),
        () => build.test(pick(random, ['<', '<=', '>', '>=', '=', '!=']), end()),
        end,
        () => build.list(...many(random, 0, 3, end)),
      ];
      return pick(random, ways)();
    };
    return build.isIn(value, ...many(random, 1, 3, test));
  };

const equalityTests =
  (of: Make): Make =>
  (random, depth, inside) =>
    build.isIn(of(random, depth, inside), ...many(random, 1, 3, () => of(random, Math.min(depth, 1), inside)));

const inList: Make = aboutLists((random, depth, of) => {
  const ways: readonly Make[] = [
    () => call('list contains', name('tags'), text(random, depth, of)),
    () => build.isIn(number(random, depth, of), name('scores')),
    () => build.isIn(text(random, depth, of), name('tags')),
    () => call('list contains', name('scores'), number(random, depth, of)),
    () => call(pick(random, ['all', 'any']), eachMember('boolean')(random, depth, of)),
  ];
  return pick(random, ways)(random, depth, of);
}, condition);

const ANY: readonly Make[] = [number, condition, text, date, days, months];
const anything: Make = (random, depth, of) => pick(random, ANY)(random, depth, of);

const combine = (random: Random, make: readonly ((a: Tree, b: Tree) => Tree)[]) => pick(random, make);

const MAKE: Readonly<Record<RandomKind, readonly Make[]>> = {
  number: [
    (random, depth, of) =>
      combine(random, [build.add, build.subtract])(number(random, depth, of), number(random, depth, of)),
    two(build.multiply, number),
    (random, depth, of) =>
      build.divide(number(random, depth, of), (of.lists ? number : LITERAL.number)(random, depth, of)),
    one(build.negate, number),
    (random, depth, of) =>
      build.power(number(random, depth, of), build.number(pick(random, of.lists ? [0, 1, 2, 3, -1] : [0, 1, 2]))),
    when(number),
    extreme(number),
    rounded,
    one((of) => call('abs', of), number),
    (random, depth, of) =>
      call('modulo', number(random, depth, of), (of.lists ? number : LITERAL.number)(random, depth, of)),
    property(date, 'year', 'month', 'day', 'weekday'),
    property(months, 'years', 'months'),
    property(days, 'days'),
    (random, depth, of) =>
      of.lists ? build.divide(days(random, depth, of), days(random, depth, of)) : number(random, depth, of),
    numbersOfList('sum', 'min', 'max', 'mean'),
    numbersOfList('sum', 'count'),
    aboutLists((random, depth, of) => call('count', members(random, depth, of)), number),
    one((by) => call('flat_table', by), number),
    (random, _depth, of) => call('tax_table', leaf('number', random, of)),
  ],
  boolean: [
    compared(number),
    compared(number),
    compared(date),
    compared(days),
    compared(months),
    equated(text),
    equated(condition),
    two(pickCompare, days, number),
    (random, depth, of) => pick(random, [build.eq, build.ne])(anything(random, depth, of), build.nothing),
    membership(number),
    membership(date),
    equalityTests(text),
    two(build.and, condition),
    two(build.or, condition),
    one(build.not, condition),
    one((of) => call('is defined', of), anything),
    when(condition),
    quantified,
    quantified,
    inList,
    one((of) => call('odd', of), number),
    one((of) => call('even', of), number),
  ],
  text: [when(text), text],
  date: [
    (random, depth, of) =>
      combine(random, [build.add, build.subtract])(date(random, depth, of), days(random, depth, of)),
    (random, depth, of) =>
      combine(random, [build.add, build.subtract])(date(random, depth, of), months(random, depth, of)),
    two(build.add, months, date),
    two(build.add, date, number),
    (random, depth, of) =>
      call('date', number(random, depth, of), number(random, depth, of), number(random, depth, of)),
    when(date),
    extreme(date),
  ],
  days: [
    two(build.subtract, date),
    (random, depth, of) =>
      combine(random, [build.add, build.subtract])(days(random, depth, of), days(random, depth, of)),
    two(build.multiply, days, number),
    one(build.negate, days),
    when(days),
    extreme(days),
    one((of) => call('abs', of), days),
  ],
  months: [
    two((a, b) => call('years and months duration', a, b), date),
    (random, depth, of) =>
      combine(random, [build.add, build.subtract])(months(random, depth, of), months(random, depth, of)),
    two(build.multiply, months, number),
    (random, depth, of) =>
      build.divide(months(random, depth, of), (of.lists ? number : LITERAL.number)(random, depth, of)),
    when(months),
    extreme(months),
  ],
};

function pickCompare(a: Tree, b: Tree): Tree {
  return build.ge(a, b);
}

export type { Names };
export { FACTS as NAMES_OF_FACTS, withDerived };
