import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { compileTexts } from './fixture.ts';
import type { Standard } from './model-standard.ts';
import { translated } from './standard.ts';
import { faultsIn } from './standard-conformance.ts';
import { named, standard, words } from './standard-fixture.ts';
import { valueBy } from './standard-form.ts';

/** A field of the next version, how one before is made of it, and the same in plain TypeScript. */
interface Change {
  type: 'text' | 'integer' | 'enum';
  values: fc.Arbitrary<unknown>;
  optional: boolean;
  step(name: string): unknown;
  before: Record<string, unknown>;
  plainly(value: unknown): unknown;
  loses: boolean;
}

const text = fc.stringMatching(/^[a-z]{1,5}$/);
const CHANGES: fc.Arbitrary<Change> = fc
  .record({
    kind: fc.constantFrom('kept', 'scaled', 'recoded', 'merged', 'dropped'),
    optional: fc.boolean(),
    times: fc.integer({ min: 1, max: 5000 }),
  })
  .map(({ kind, optional, times }): Change => {
    const size = { type: 'enum', values: fc.constantFrom('a', 'b'), optional, loses: false } as const;
    const recode = (values: Record<string, string>, loses = false): Change => ({
      ...size,
      ...{ loses, before: { type: 'enum', of: words('x', 'y') }, step: (from) => ({ from, values }) },
      plainly: (value) => values[value as string],
    });
    if (kind === 'recoded') return recode({ a: 'y', b: 'x' });
    if (kind === 'merged') return recode({ a: 'x', b: 'x' }, true);
    if (kind === 'scaled')
      return {
        ...{ type: 'integer', values: fc.integer({ min: -1e9, max: 1e9 }), optional, loses: false },
        ...{ before: { type: 'integer', unit: 'small' }, step: (from) => ({ from, times }) },
        plainly: (value) => (value as number) * times,
      };
    const dropped = kind === 'dropped';
    return {
      ...{ type: 'text', values: text, optional: optional || dropped, loses: dropped, before: { type: 'text' } },
      ...{ step: (from) => (dropped ? { dropped: true } : from), plainly: (value) => (dropped ? null : value) },
    };
  });

describe('a record in the form of the version before', () => {
  it('is what a plain reading of the mapping says, satisfies that version, and comes back where nothing is lost', () => {
    fc.assert(
      fc.property(fc.array(CHANGES, { minLength: 1, maxLength: 5 }), fc.gen(), (changes, gen) => {
        const names = changes.map((_, nth) => `f${nth}`);
        const fieldOf = ({ type, optional }: Change) => ({
          type,
          ...(type === 'enum' && { of: words('a', 'b') }),
          ...(type === 'integer' && { unit: 'big' }),
          optional,
        });
        const each = <T>(of: (change: Change, name: string) => T) =>
          Object.fromEntries(changes.map((change, nth) => [names[nth]!, of(change, names[nth]!)]));
        const registry = {
          ...{ id: 'kept', title: named('Kept'), agency: 'kennel', keeper: 'keeper', subject: 'person', read: [] },
          fields: {
            person: { type: 'person', title: named('Person') },
            ...each((change, name) => ({ ...fieldOf(change), title: named(name) })),
          },
        };
        const { pack, problems } = compileTexts({
          'registries/kept.yaml': JSON.stringify(registry),
          ...standard('public/kept@1', {
            fields: Object.fromEntries(
              changes.map(({ before, optional }, nth) => [`old_${names[nth]}`, { ...before, optional }]),
            ),
          }),
          ...standard('public/kept@2', {
            fields: each((change, name) => ({ ...fieldOf(change), from: `kept.${name}` })),
            mapping: Object.fromEntries(changes.map(({ step }, nth) => [`old_${names[nth]}`, step(names[nth]!)])),
          }),
        });
        assert.deepEqual(problems, []);
        const [one, two] = ['public/kept@1', 'public/kept@2'].map((id) => pack!.standards.get(id)!) as [
          Standard,
          Standard,
        ];
        const record = each(({ values, optional }) => (optional && gen(fc.boolean) ? null : gen(() => values)));
        const old = translated(two.mapping!.forms, record);
        const plainly = changes.map(({ plainly: by }, nth) => [
          `old_${names[nth]}`,
          record[names[nth]!] === null ? null : by(record[names[nth]!]),
        ]);
        assert.deepEqual(old, Object.fromEntries(plainly));
        assert.deepEqual([faultsIn(two.contract, record), faultsIn(one.contract, old)], [[], []]);
        const filled = [...one.fields].map(([name, { form }]) => [name, valueBy(form, ({ field }) => record[field])]);
        assert.deepEqual(Object.fromEntries(filled), old, 'out of registers at once as step by step');
        assert.equal(
          two.mapping!.back === undefined,
          changes.some(({ loses }) => loses),
        );
        if (two.mapping!.back) assert.deepEqual(translated(two.mapping!.back, old), record);
      }),
      { numRuns: 25 },
    );
  });
});
