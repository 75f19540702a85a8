import { NotCompilable } from '../problem.ts';
import type { Call } from '../tree.ts';
import { dateFrom, monthsFrom } from './dates.ts';
import { type Environment, type Items, type Node, type Rows, termOf } from './environment.ts';
import { type Sql, sql, TRUE } from './fragment.ts';
import { countOf, folded, isAmong, presence } from './groups.ts';
import { negation } from './logic.ts';
import { addition, extreme, magnitude, numberTerm, quotient, type RoundingWay, rounded } from './numbers.ts';
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

const rounding =
  (way: RoundingWay) =>
  (given: Given): Term => {
    const [number, places] = given.args;
    const stated = places === undefined ? 0 : termIn(given, places, ['number']).stated;
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
      const kinds = new Set(terms.map(({ kind }) => kind).filter((kind) => kind !== 'nothing'));
      if (kinds.size > 1) return refuse(given, `cannot compare ${[...kinds].join(' with ')}`);
      return terms.length === 0 ? ABSENT : extreme(given.environment, which === 'min' ? 'least' : 'greatest', terms);
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
  return isAmong(given.environment, termOf(item ?? ABSENT, given.call), list, given.call.at);
}

/** The built-in functions that SQL knows as well, by name. @throws NotCompilable for arguments that only the evaluator takes. */
export const SQL_FUNCTIONS: Readonly<Record<string, (given: Given) => Node>> = {
  not: (given) => negation(termsIn(given, 'boolean', 1)[0]!),
  'is defined': isDefined,

  abs: (given) => magnitude(termIn(given, given.args[0], ['number', 'days', 'months'])),
  floor: rounding('floor'),
  ceiling: rounding('ceiling'),
  decimal: rounding('half-even'),
  'round up': rounding('up'),
  'round down': rounding('down'),
  'round half up': rounding('half-up'),
  'round half down': rounding('half-down'),

  min: extremeOf('min'),
  max: extremeOf('max'),
  sum: sumOf,
  mean: (given) => quotient(given.environment, sumOf(given), numberOf(given)),
  count: countIn,
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
