import { NotCompilable } from '../problem.ts';
import type { Call } from '../tree.ts';
import { dateFrom, monthsFrom } from './dates.ts';
import { type Environment, type Items, type Node, type Rows, termOf } from './environment.ts';
import { type Sql, sql, TRUE } from './fragment.ts';
import { contains, countOf, folded, presence, quantified } from './groups.ts';
import { extreme, fold, negation } from './logic.ts';
import { addition, isEven, magnitude, modulo, numberTerm, quotient, type RoundingWay, rounded } from './numbers.ts';
import { ABSENT, isKnown, strict, type Term, type TermKind, term } from './term.ts';

/** A call with its arguments as nodes. */
interface Given {
  readonly environment: Environment;
  readonly call: Call;
  readonly args: readonly Node[];
}

function refuse({ call }: Given, reason: string): never {
  throw new NotCompilable(call.at, reason);
}

/** A node as a term of one of the kinds. */
function termIn(given: Given, node: Node | undefined, kinds: readonly TermKind[]): Term {
  const found = termOf(node ?? ABSENT, given.call);
  if (found.kind === 'nothing' || kinds.includes(found.kind)) return found;
  return refuse(given, `in SQL ${given.call.function} takes a ${kinds.join(' or ')}, not a ${found.kind}`);
}

/** All arguments as terms of one kind; there must be so many. */
function termsIn(given: Given, kind: TermKind, count: number): readonly Term[] {
  const { args, call } = given;
  if (args.length !== count) refuse(given, `in SQL ${call.function} takes ${count} arguments`);
  return args.map((node) => termIn(given, node, [kind]));
}

const MOST_PLACES = 100;

/** @param usual the places where none are given; they must be unless stated. */
const rounding =
  (way: RoundingWay, usual?: number) =>
  (given: Given): Term => {
    const [number, places] = given.args;
    const stated = places === undefined ? usual : termIn(given, places, ['number']).stated;
    if (typeof stated !== 'number' || Math.abs(stated) > MOST_PLACES)
      return refuse(given, `in SQL the places to round to are stated by the rule, ${MOST_PLACES} at most`);
    return rounded(given.environment, way, termIn(given, number, ['number']), stated);
  };

const ofTexts =
  (kind: TermKind, count: number, apply: (...texts: readonly Sql[]) => Sql) =>
  (given: Given): Term => {
    const texts = termsIn(given, 'text', count);
    const value = apply(...texts.map((text) => text.value));
    return strict(kind, value, texts, { digits: { whole: 10, fraction: 0 } });
  };

/** A function of one list, or of its items given one by one. */
const ofList =
  (ofRows: (given: Given, rows: Rows) => Term, ofItems: (given: Given, items: Items['items']) => Term) =>
  (given: Given): Term => {
    const { args } = given;
    const [first] = args;
    if (args.length !== 1 || first?.shape === 'term') return ofItems(given, args);
    if (first?.shape === 'rows') return ofRows(given, first);
    return first?.shape === 'items'
      ? ofItems(given, first.items)
      : refuse(given, `${given.call.function} needs a list`);
  };

/** Those of which there is a least and a greatest in SQL. */
const ORDERED: readonly TermKind[] = ['number', 'date', 'days', 'months'];

const extremeOf = (which: 'min' | 'max') =>
  ofList(
    (given, rows) => folded(given.environment, which, rows, termIn(given, rows.item, ORDERED)),
    (given, items) => {
      const terms = items.map((item) => termIn(given, item, ORDERED));
      const chosen = which === 'min' ? 'least' : 'greatest';
      return terms.length === 0 ? ABSENT : extreme(given.environment, chosen, terms, given.call.at);
    },
  );

const sumOf = ofList(
  (given, rows) => folded(given.environment, 'sum', rows, termIn(given, rows.item, ['number'])),
  (given, items) => {
    const [first = ABSENT, ...rest] = items.map((item) => termIn(given, item, ['number']));
    return rest.reduce((sum, item) => addition(given.environment, '+', sum, item), first);
  },
);

const countIn = ofList(
  ({ environment }, rows) => countOf(environment, rows),
  (given, items) => (given.args[0]?.shape === 'items' ? numberTerm(items.length) : refuse(given, 'count needs a list')),
);

const ofConditions = (quantifier: 'some' | 'every') =>
  ofList(
    (given, rows) => quantified(given.environment, quantifier, rows, termIn(given, rows.item, ['boolean'])),
    (given, items) =>
      fold(
        quantifier === 'some' ? 'or' : 'and',
        items.map((item) => termIn(given, item, ['boolean'])),
      ),
  );

function isDefined({ args, call }: Given): Term {
  const [first] = args;
  if (first?.shape === 'rows') return presence(first);
  const of = termOf(first ?? ABSENT, call);
  const known = isKnown(of);
  const value = of.may.value ? sql`(${of.value} is not null)` : sql`false`;
  return term('boolean', known === TRUE ? value : sql`(case when ${known} then ${value} end)`, {
    may: { value: of.may.value || of.may.null, null: false, unknown: of.may.unknown },
  });
}

function listContains(given: Given): Term {
  const [list, item] = given.args;
  if (list?.shape !== 'rows' && list?.shape !== 'items') return refuse(given, 'list contains needs a list');
  return contains(given.environment, list, termOf(item ?? ABSENT, given.call), given.call.at);
}

/** The built-in functions that SQL knows as well, by name. @throws NotCompilable for arguments that only the evaluator takes. */
export const SQL_FUNCTIONS: Readonly<Record<string, (given: Given) => Node>> = {
  not: (given) => negation(termsIn(given, 'boolean', 1)[0]!),
  'is defined': isDefined,

  abs: (given) => magnitude(termIn(given, given.args[0], ['number', 'days', 'months'])),
  floor: rounding('floor', 0),
  ceiling: rounding('ceiling', 0),
  decimal: rounding('half-even'),
  'round up': rounding('up'),
  'round down': rounding('down'),
  'round half up': rounding('half-up'),
  'round half down': rounding('half-down'),

  modulo: (given) => {
    const [dividend, divisor] = termsIn(given, 'number', 2);
    return modulo(given.environment, dividend!, divisor!);
  },
  even: (given) => isEven(given.environment, termsIn(given, 'number', 1)[0]!),
  odd: (given) => negation(isEven(given.environment, termsIn(given, 'number', 1)[0]!)),

  min: extremeOf('min'),
  max: extremeOf('max'),
  sum: sumOf,
  mean: (given) => quotient(given.environment, sumOf(given), numberOf(given)),
  count: countIn,
  all: ofConditions('every'),
  any: ofConditions('some'),
  'list contains': listContains,

  'years and months duration': (given) => {
    const [from, to] = termsIn(given, 'date', 2);
    return monthsFrom(given.environment, from!, to!);
  },
  date: (given) => {
    const [year, month, day] = termsIn(given, 'number', 3);
    return dateFrom(given.environment, year!, month!, day!);
  },

  'string length': ofTexts('number', 1, (text) => sql`char_length(${text})::numeric`),
  contains: ofTexts('boolean', 2, (text, part) => sql`(position(${part} in ${text}) > 0)`),
  'starts with': ofTexts('boolean', 2, (text, start) => sql`starts_with(${text}, ${start})`),
  'ends with': ofTexts('boolean', 2, (text, end) => sql`(right(${text}, char_length(${end})) = ${end})`),
};

/** How many numbers a mean is of. */
const numberOf = ofList(
  ({ environment }, rows) => countOf(environment, rows),
  (_given, items) => numberTerm(items.length),
);
