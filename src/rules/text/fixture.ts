import fc from 'fast-check';
import type { Test, Tree, TypeName } from '../tree.ts';
import { decimal, toText } from '../values/decimal.ts';

/** Random trees of every kind of node, for laws that hold whether a tree makes sense or not: what `parse` may give. */

const at = { line: 1, column: 1 };

/** A tree, or a list of them, without its places. */
export const withoutPlaces = (tree: unknown): unknown =>
  JSON.parse(JSON.stringify(tree, (key, value) => (key === 'at' ? undefined : value)));

/** Words of the grammar that a fact may be called after all are among them. */
const NAMES = [
  'a',
  'b',
  'income',
  'date',
  'time',
  'list',
  'range',
  'item',
  'partial',
  'not',
  '소득',
  '所得',
  'x2',
  '_y',
];
const FUNCTIONS = ['f', 'sum', 'date', 'string length', 'years and months duration', 'date and time', 'get value'];
const PARAMETERS = ['x', 'from', 'start position', 'grouping separator'];
const SIMPLE_TYPES = ['number', 'string', 'date', 'time', 'date and time', 'days and time duration', 'Any'];

/** A plain object, as JSON has them. */
const made = <T>(fields: { [F in keyof T]: fc.Arbitrary<T[F]> }) => fc.record(fields, { noNullPrototype: true });

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('"', '\\', '\ud83d', '\n', '중'));
const number = fc.oneof(
  fc.constantFrom('0', '1', '-1', '0.5', '12345678901234567890.25'),
  fc
    .double({ noNaN: true })
    .map((value) => (Math.abs(value) < 1e30 && Math.abs(value) > 1e-30 ? toText(decimal(value)) : '7')),
);

const typeNames = (name: fc.Arbitrary<string>) =>
  fc.letrec<{ type: TypeName; field: [string, TypeName] }>((tie) => {
    const simple = fc.constantFrom(...SIMPLE_TYPES).map((of): TypeName => ({ name: of }));
    return {
      field: fc.tuple(name, tie('type')),
      type: fc.oneof(
        { depthSize: 'small' },
        simple,
        made({ name: fc.constant('list'), of: fc.tuple(tie('type')) }),
        made({ name: fc.constant('range'), of: fc.tuple(simple) }),
        made({
          name: fc.constant('context'),
          fields: fc.array(tie('field'), { minLength: 1, maxLength: 3 }).map((fields) => Object.fromEntries(fields)),
        }),
        made({ name: fc.constant('function'), of: fc.array(tie('type'), { maxLength: 2 }), returns: tie('type') }),
      ),
    };
  }).type;

type Kinds = { [K in Tree['kind']]: Extract<Tree, { kind: K }> };
type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** A node of a kind, with the fields given. */
const record = (kind: string, fields: Fields): fc.Arbitrary<unknown> =>
  made({ kind: fc.constant(kind), at: fc.constant(at), ...fields });

const node = <K extends keyof Kinds>(kind: K, fields: Fields) => record(kind, fields) as fc.Arbitrary<Kinds[K]>;
const testOf = (kind: Test['kind'], fields: Fields) => record(kind, fields) as fc.Arbitrary<Test>;

const flag = fc.boolean();
const comparison = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');

/** Names for some arguments, or none where they stand in order. */
const argumentsOf = (tree: fc.Arbitrary<Tree>) =>
  fc.oneof(
    fc.array(tree, { maxLength: 2 }).map((args) => ({ arguments: args })),
    fc.array(fc.tuple(fc.constantFrom(...PARAMETERS), tree), { minLength: 1, maxLength: 2 }).map((named) => ({
      arguments: named.map(([, argument]) => argument),
      names: named.map(([parameter]) => parameter),
    })),
  );

/** Random trees in which facts, variables, fields and the like have these names. */
export function treesNaming(names: readonly string[]): fc.Arbitrary<Tree> {
  const name = fc.constantFrom(...names);
  const typeName = typeNames(name);
  return fc.letrec<Kinds & { tree: Tree; test: Test }>((tie) => {
    const tree = tie('tree');
    const trees = (minLength: number) => fc.array(tree, { minLength, maxLength: 3 });
    const given = argumentsOf(tree);
    const bounded = node('range', { low: tree, high: tree, includesLow: flag, includesHigh: flag });
    const kinds: { [K in keyof Kinds]: fc.Arbitrary<Kinds[K]> } = {
      number: node('number', { value: number }),
      string: node('string', { value: text }),
      boolean: node('boolean', { value: flag }),
      null: node('null', {}),
      temporal: node('temporal', { value: fc.oneof(text, fc.constantFrom('2026-03-01', 'P1D', '10:30:00Z')) }),
      name: node('name', { name }),
      path: node('path', { of: tree, field: fc.oneof(name, fc.constantFrom('time offset', 'start included')) }),
      list: node('list', { items: trees(0) }),
      context: node('context', {
        entries: fc.array(made({ key: fc.oneof(name, text, fc.constantFrom('if', 'a b')), value: tree }), {
          maxLength: 3,
        }),
      }),
      range: fc.oneof(
        bounded,
        node('range', { low: tree, high: fc.constant(null), includesLow: flag, includesHigh: fc.constant(false) }),
        node('range', { low: fc.constant(null), high: tree, includesLow: fc.constant(false), includesHigh: flag }),
      ),
      filter: node('filter', { of: tree, condition: tree }),
      negate: node('negate', { of: tree }),
      arithmetic: node('arithmetic', { op: fc.constantFrom('+', '-', '*', '/', '**'), left: tree, right: tree }),
      compare: node('compare', { op: comparison, left: tree, right: tree }),
      in: node('in', { of: tree, tests: fc.array(tie('test'), { minLength: 1, maxLength: 3 }) }),
      instance: node('instance', { of: tree, type: typeName }),
      logic: node('logic', { op: fc.constantFrom('and', 'or'), left: tree, right: tree }),
      if: node('if', { condition: tree, consequent: tree, alternate: tree }),
      for: node('for', {
        variables: fc.array(made({ name, list: tree }), { minLength: 1, maxLength: 2 }),
        result: tree,
      }),
      quantified: node('quantified', {
        quantifier: fc.constantFrom('some', 'every'),
        name,
        list: tree,
        satisfies: tree,
      }),
      call: fc
        .tuple(fc.constantFrom(...FUNCTIONS), given)
        .map(([called, rest]) => ({ kind: 'call', at, function: called, ...rest })),
      apply: fc.tuple(tree, given).map(([of, rest]) => ({ kind: 'apply', at, of, ...rest })),
      function: node('function', {
        parameters: fc.array(fc.oneof(made({ name }), made({ name, type: typeName })), { maxLength: 2 }),
        body: tree,
      }),
    };
    return {
      ...kinds,
      tree: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        kinds.name,
        ...Object.values(kinds),
      ) as fc.Arbitrary<Tree>,
      test: fc.oneof(
        bounded as fc.Arbitrary<Test>,
        testOf('comparison', { op: comparison, to: tree }),
        // A range in the place of a value is read as a test of its own.
        testOf('value', { value: tree.filter(({ kind }) => kind !== 'range') }),
      ),
    };
  }).tree;
}

export const anyTree = treesNaming(NAMES);
