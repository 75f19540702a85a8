import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decide, type Rule } from './decide/decision.ts';
import { namesOf, unknownNames } from './decide/dependencies.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { anyTree } from './text/fixture.ts';
import { print } from './text/print.ts';
import type { Test, Tree } from './tree.ts';
import { check } from './types/check.ts';
import type { Types } from './types/types.ts';
import { decimal } from './values/decimal.ts';
import { isKnown, type Scope, UNKNOWN, type Value } from './values/values.ts';

/** Laws that hold for every tree, tried on random ones of the right types. */

const at = { line: 1, column: 1 };
const TYPES: Types = { a: { kind: 'boolean' }, b: { kind: 'boolean' }, c: { kind: 'boolean' }, n: { kind: 'number' } };
const NAMES = Object.keys(TYPES);
const POSSIBLE: Readonly<Record<string, readonly Value[]>> = {
  a: [true, false, null],
  b: [true, false, null],
  c: [true, false, null],
  n: [decimal(0), decimal(2), null],
};

const name = (of: string): Tree => ({ kind: 'name', at, name: of });
const number = (value: number): Tree => ({ kind: 'number', at, value: String(value) });

const { condition, quantity, logic } = fc.letrec<{ condition: Tree; quantity: Tree; logic: Tree; range: Test }>(
  (tie) => {
    const comparisons = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
    const flat = { depthSize: 'small', withCrossShrink: true } as const;
    const node = <K extends Tree['kind']>(kind: K, fields: Record<string, fc.Arbitrary<unknown>>) =>
      fc.record({ kind: fc.constant(kind), at: fc.constant(at), ...fields }) as unknown as fc.Arbitrary<Tree>;
    const testOf = (kind: Test['kind'], fields: Record<string, fc.Arbitrary<unknown>>) =>
      fc.record({ kind: fc.constant(kind), at: fc.constant(at), ...fields }) as unknown as fc.Arbitrary<Test>;
    const call = (of: string, ...args: fc.Arbitrary<Tree>[]) =>
      node('call', { function: fc.constant(of), arguments: fc.tuple(...args) });
    return {
      condition: fc.oneof(
        flat,
        { arbitrary: fc.constantFrom(name('a'), name('b'), name('c'), name('i')), weight: 4 },
        fc.constantFrom<Tree>({ kind: 'boolean', at, value: true }, { kind: 'boolean', at, value: false }),
        node('logic', { op: fc.constantFrom('and', 'or'), left: tie('condition'), right: tie('condition') }),
        node('compare', { op: comparisons, left: tie('quantity'), right: tie('quantity') }),
        node('compare', { op: fc.constantFrom('=', '!='), left: tie('condition'), right: tie('condition') }),
        node('if', { condition: tie('condition'), consequent: tie('condition'), alternate: tie('condition') }),
        node('in', { of: tie('quantity'), tests: fc.array(tie('range'), { minLength: 1, maxLength: 2 }) }),
        node('quantified', {
          quantifier: fc.constantFrom('some', 'every'),
          name: fc.constantFrom('a', 'i'),
          list: node('list', { items: fc.array(tie('condition'), { maxLength: 2 }) }),
          satisfies: tie('condition'),
        }),
        call('not', tie('condition')),
        call('is defined', tie('quantity')),
      ),
      quantity: fc.oneof(
        flat,
        fc.constant(name('n')),
        fc.integer({ min: -2, max: 3 }).map(number),
        node('arithmetic', {
          op: fc.constantFrom('+', '-', '*', '/', '**'),
          left: tie('quantity'),
          right: tie('quantity'),
        }),
        node('negate', { of: tie('quantity') }),
        node('if', { condition: tie('condition'), consequent: tie('quantity'), alternate: tie('quantity') }),
        call('max', tie('quantity'), tie('quantity')),
        call('count', node('list', { items: fc.array(tie('quantity'), { maxLength: 2 }) })),
      ),
      range: fc.oneof(
        testOf('range', {
          low: tie('quantity'),
          high: tie('quantity'),
          includesLow: fc.boolean(),
          includesHigh: fc.boolean(),
        }),
        testOf('comparison', { op: comparisons, to: tie('quantity') }),
        testOf('value', { value: tie('quantity') }),
      ),
      logic: fc.oneof(
        flat,
        fc.constantFrom(name('a'), name('b'), name('c')),
        node('logic', { op: fc.constantFrom('and', 'or'), left: tie('logic'), right: tie('logic') }),
        call('not', tie('logic')),
      ),
    };
  },
);

/** Scopes in which some names are known. */
const scopes: fc.Arbitrary<Scope> = fc.record(
  Object.fromEntries(NAMES.map((of) => [of, fc.constantFrom(...POSSIBLE[of]!)])),
  { requiredKeys: [] },
) as fc.Arbitrary<Scope>;

/** All ways of filling in what a scope leaves unknown. */
function completions(scope: Scope): Scope[] {
  const open = NAMES.filter((of) => !Object.hasOwn(scope, of));
  return open.reduce<Scope[]>(
    (so, of) => so.flatMap((filled) => POSSIBLE[of]!.map((value) => ({ ...filled, [of]: value }))),
    [scope],
  );
}

test('whatever can be read can be checked and evaluated', () => {
  fc.assert(
    fc.property(anyTree, (tree) => {
      check(tree, TYPES);
      evaluate(tree, {});
      unknownNames(tree, {});
    }),
    { numRuns: 1000 },
  );
});

test('trees of the right types pass the check', () => {
  fc.assert(
    fc.property(condition, (tree) => {
      assert.deepEqual(check(tree, { ...TYPES, i: { kind: 'boolean' } }).problems, []);
    }),
  );
});

test('and, or, not are the minimum, maximum and complement of Kleene', () => {
  const model = (tree: Tree, scope: Scope): number => {
    if (tree.kind === 'name') return { true: 1, false: 0 }[String(scope[tree.name] ?? '')] ?? 0.5;
    if (tree.kind === 'call') return 1 - model(tree.arguments[0]!, scope);
    assert.ok(tree.kind === 'logic');
    return Math[tree.op === 'and' ? 'min' : 'max'](model(tree.left, scope), model(tree.right, scope));
  };
  const kleene = fc.record({ a: fc.boolean(), b: fc.boolean(), c: fc.boolean() }, { requiredKeys: [] });
  fc.assert(
    fc.property(logic, kleene, (tree, scope) => {
      const value = evaluate(tree, scope);
      assert.equal(value === UNKNOWN ? 0.5 : Number(value), model(tree, scope));
    }),
    { numRuns: 500 },
  );
});

test('filling in an unknown never changes a known value', () => {
  fc.assert(
    fc.property(fc.oneof(condition, quantity), scopes, (tree, scope) => {
      const value = evaluate(tree, scope);
      if (!isKnown(value)) return;
      for (const filled of completions(scope)) assert.deepEqual(evaluate(tree, filled), value);
    }),
    { numRuns: 500 },
  );
});

test('unknown names are unknown, and no other name can change the value', () => {
  fc.assert(
    fc.property(condition, scopes, (tree, scope) => {
      const open = unknownNames(tree, scope);
      for (const of of open) assert.ok(!Object.hasOwn(scope, of) && namesOf(tree).includes(of), of);
      const valueBy = new Map<string, Value>();
      for (const filled of completions(scope)) {
        const key = open.map((of) => NAMES.includes(of) && POSSIBLE[of]!.indexOf(filled[of]!)).join();
        const value = evaluate(tree, filled);
        assert.deepEqual(value, valueBy.has(key) ? valueBy.get(key) : value);
        valueBy.set(key, value);
      }
    }),
    { numRuns: 500 },
  );
});

/** Rules whose conditions may use a derived fact `i`. */
const rules: fc.Arbitrary<Rule> = fc
  .record({
    clauses: fc.array(condition, { minLength: 1, maxLength: 3 }),
    derived: condition.filter((tree) => !namesOf(tree).includes('i')),
    flag: condition,
  })
  .map(({ clauses, derived, flag }) => ({
    clauses: clauses.map((tree, index) => ({ id: String(index), tree, text: print(tree) })),
    derived: [{ name: 'i', tree: derived }],
    flags: [{ id: 'flag', tree: flag }],
  }));

test('a decision once made stays, and facts that are not needed do not change it', () => {
  fc.assert(
    fc.property(rules, scopes, (rule, scope) => {
      const { eligible, because, need } = decide(rule, scope, {});
      for (const fact of need) assert.ok(!Object.hasOwn(scope, fact), fact);
      const outcomeBy = new Map<string, string>();
      for (const filled of completions(scope)) {
        const after = decide(rule, filled, {});
        if (eligible !== 'need') assert.equal(after.eligible, eligible);
        for (const id of because) assert.ok(after.because.includes(id));
        const key = need.map((of) => NAMES.includes(of) && POSSIBLE[of]!.indexOf(filled[of]!)).join();
        assert.equal(after.eligible, outcomeBy.get(key) ?? after.eligible);
        outcomeBy.set(key, after.eligible);
      }
    }),
    { numRuns: 1000 },
  );
});
