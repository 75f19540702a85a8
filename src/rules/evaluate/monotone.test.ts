import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from '../text/parse.ts';
import { kindOf, type RecordValue, type Scope, UNKNOWN, type Value } from '../values/values.ts';
import { evaluate, evaluateByStandard } from './evaluate.ts';

/**
 * What is learned later never changes what was known before. Expressions of every construct are made as texts; each name
 * may be unknown as a whole or in part.
 */

const { condition, number, list } = fc.letrec<{ condition: string; number: string; list: string; record: string }>(
  (tie) => {
    const [c, n, l, r] = [tie('condition'), tie('number'), tie('list'), tie('record')];
    const made = (...parts: (string | fc.Arbitrary<string>)[]) =>
      fc
        .tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part)))
        .map((all) => all.join(''));
    const comparison = fc.constantFrom(' = ', ' != ', ' < ', ' <= ', ' > ', ' >= ');
    const flat = { depthSize: 'small', withCrossShrink: true } as const;
    return {
      condition: fc.oneof(
        flat,
        fc.constantFrom('p', 'q', 'true', 'false', 'null'),
        made('(', c, fc.constantFrom(' and ', ' or '), c, ')'),
        made('not(', c, ')'),
        made('(', n, comparison, n, ')'),
        made('(', fc.oneof(l, r), fc.constantFrom(' = ', ' != '), fc.oneof(l, r), ')'),
        made('(', n, ' between ', n, ' and ', n, ')'),
        made('(', n, ' in ', fc.constantFrom('[', '('), n, '..', n, fc.constantFrom(']', ')'), ')'),
        made('(', n, ' in (', comparison, n, ', ', n, '))'),
        made('(', n, ' in ', l, ')'),
        made('(', fc.constantFrom('some', 'every'), ' x in ', l, ' satisfies ', c, ')'),
        made('(', fc.constantFrom('some', 'every'), ' x in ', l, ' satisfies x', comparison, n, ')'),
        made('(if ', c, ' then ', c, ' else ', c, ')'),
        made('(', n, ' instance of number)'),
        made('(', l, ' instance of list<number>)'),
        made('list contains(', l, ', ', n, ')'),
      ),
      number: fc.oneof(
        flat,
        fc.constantFrom('n', 'm', '0', '1', '2', 'null', 'r.a', 'x', 'item'),
        made('(', n, fc.constantFrom(' + ', ' - ', ' * ', ' / ', ' ** '), n, ')'),
        made('(-', n, ')'),
        made('(if ', c, ' then ', n, ' else ', n, ')'),
        made('count(', l, ')'),
        made(fc.constantFrom('sum(', 'max(', 'min('), l, ')'),
        made('(', l, '[', n, '])'),
        made(r, fc.constantFrom('.a', '.b')),
        made('(function(x) ', n, ')(', n, ')'),
      ),
      list: fc.oneof(
        flat,
        fc.constantFrom('l', 'l', '([])', '([1, 2])'),
        made('([', n, ', ', n, '])'),
        made('(', l, '[', c, '])'),
        made('(', l, '[item', comparison, n, '])'),
        made('(s[a', comparison, n, ']).a'),
        made('(for x in ', l, ' return ', n, ')'),
        made('(for x in ', n, '..', n, ' return x * ', n, ')'),
        made('(for x in ', l, ', y in ', l, ' return if y = x then count(partial) else ', n, ')'),
        made('s.', fc.constantFrom('a', 'b')),
        made('(if ', c, ' then ', l, ' else ', l, ')'),
      ),
      record: fc.oneof(flat, fc.constant('r'), made('{a: ', n, ', b: a + ', n, '}'), made('(s[', n, '])')),
    };
  },
);

const record = (a: Value, b: Value): RecordValue => ({ kind: 'record', fields: { a, b } });

/** For each name what it may be at last. */
const LAST: Readonly<Record<string, readonly Value[]>> = {
  p: [true, false, null],
  q: [true, false],
  n: [0, 1, 2, null, 'a'],
  m: [1, 3, true],
  l: [[], [1], [2, null], ['a', 1], null, 5],
  r: [record(1, 2), record(0, null), null],
  s: [[record(1, 2), record(2, 1)], [record(null, 0), 3], ['a'], []],
};

const lastly: fc.Arbitrary<Scope> = fc.record(
  Object.fromEntries(Object.entries(LAST).map(([name, values]) => [name, fc.constantFrom(...values)])),
);

/** A value of which some parts, or all, are not known yet. */
function forgetful(value: Value, forgets: () => boolean): Value {
  if (forgets()) return UNKNOWN;
  if (Array.isArray(value)) return value.map((item: Value) => forgetful(item, forgets));
  if (kindOf(value) !== 'record') return value;
  const fields = Object.entries((value as RecordValue).fields).map(([name, of]) => [name, forgetful(of, forgets)]);
  return { kind: 'record', fields: Object.fromEntries(fields) };
}

/** Whether what was known of a value before is still so. */
function refines(after: Value, before: Value): boolean {
  if (before === UNKNOWN) return true;
  if (Array.isArray(before) && Array.isArray(after)) {
    return after.length === before.length && before.every((item, index) => refines(after[index], item));
  }
  if (kindOf(before) === 'record' && kindOf(after) === 'record') {
    const [old, now] = [(before as RecordValue).fields, (after as RecordValue).fields];
    return Object.keys(old).every((name) => refines(now[name]!, old[name]!));
  }
  assert.deepEqual(after, before);
  return true;
}

test('what was known stays when more is learned', () => {
  const forgotten = fc.array(fc.boolean(), { minLength: 40, maxLength: 40 });
  fc.assert(
    fc.property(fc.oneof(condition, number, list), lastly, forgotten, (text, scope, forgets) => {
      const tree = parse(text);
      let next = 0;
      const early = Object.fromEntries(
        Object.entries(scope).map(([name, value]) => [
          name,
          forgetful(value, () => forgets[next++ % 40]! && forgets[next++ % 40]!),
        ]),
      );
      assert.ok(refines(evaluate(tree, scope), evaluate(tree, early)));
    }),
    { numRuns: 3000 },
  );
});

test('with nothing unknown the standard gives the same value, or null where there is none', () => {
  fc.assert(
    fc.property(fc.oneof(condition, number, list), lastly, (text, scope) => {
      const tree = parse(text);
      const ours = evaluate(tree, { ...scope, x: 1, item: 1 });
      const standard = evaluateByStandard(tree, { ...scope, x: 1, item: 1 });
      assert.notEqual(standard, UNKNOWN);
      refines(standard, ours);
    }),
    { numRuns: 1000 },
  );
});
