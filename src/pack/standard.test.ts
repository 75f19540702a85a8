import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileTexts } from './fixture.ts';
import type { Standard } from './model-standard.ts';
import { formatProblem } from './problems.ts';
import { translated } from './standard.ts';
import { changesOf, faultsIn } from './standard-conformance.ts';
import { named, standard, type Written, words } from './standard-fixture.ts';
import { scaled, valueBy } from './standard-form.ts';

const SIZE = { type: 'enum', of: words('big', 'small'), from: 'dogs.size' };
const ONE: Written = {
  fields: { grams: { type: 'integer', unit: 'g' }, kind: { type: 'enum', of: words('l', 's') } },
};
const TWO: Written = {
  fields: { kilos: { type: 'integer', unit: 'kg', from: 'dogs.weight' }, size: SIZE },
  mapping: { grams: { from: 'kilos', times: 1000 }, kind: { from: 'size', values: { big: 'l', small: 's' } } },
};
const both = (one: Written = ONE, two: Written = TWO) => ({
  ...standard('public/dogs@1', one),
  ...standard('public/dogs@2', two),
});
const problemsOf = (texts: Record<string, string>) =>
  compileTexts(texts).problems.map((problem) =>
    formatProblem(problem).replace(/^standards\/public\/(\S+?):\d+:\d+ /, '$1 '),
  );

describe('standards', () => {
  const { pack, problems } = compileTexts(both());
  const [one, two] = ['public/dogs@1', 'public/dogs@2'].map((id) => pack!.standards.get(id)!) as [Standard, Standard];

  it('are filled by registers, an older version through the mapping, and come back where nothing is lost', () => {
    assert.deepEqual(problems, []);
    const read = ({ field }: { field: string }) => ({ weight: 7, size: 'big' })[field];
    const filled = ({ fields }: Standard) =>
      Object.fromEntries([...fields].map(([name, { form }]) => [name, valueBy(form, read)]));
    assert.deepEqual(
      [filled(one), filled(two)],
      [
        { grams: 7000, kind: 'l' },
        { kilos: 7, size: 'big' },
      ],
    );
    assert.deepEqual(translated(two.mapping!.back!, filled(one)), filled(two));
  });

  it('are named by what they promise, whatever the words and their order', () => {
    const { kilos, size } = TWO.fields;
    const other = both(ONE, { ...TWO, fields: { size: size!, kilos: { ...kilos!, title: named('Weight') } } });
    assert.equal(compileTexts(other).pack!.standards.get(two.id)!.hash, two.hash);
    assert.notEqual(one.hash, two.hash);
    assert.deepEqual(
      changesOf(two.contract, { kilos: { ...two.contract.kilos!, optional: true }, tail: two.contract.size! }),
      [
        { field: 'kilos', says: 'was a whole number in kg and is a whole number in kg, if there is any' },
        { field: 'size', says: 'is not there any more' },
        { field: 'tail', says: 'was not there' },
      ],
    );
  });

  it('multiply in decimals', () => {
    assert.deepEqual(
      [
        scaled(0.1, { times: 3n, over: 1n }),
        scaled(-1.5, { times: 1n, over: 4n }),
        scaled(1e-7, { times: 10n, over: 1n }),
      ],
      [0.3, -0.375, 0.000001],
    );
    assert.equal(scaled(999_999_999_999_999, { times: 1n, over: 1000n }), 999_999_999_999.999);
  });

  const { kilos, size } = TWO.fields;
  const MISTAKES: [name: string, texts: Record<string, string>, says: RegExp][] = [
    [
      'a field that the next version does not give',
      both({ fields: { ...ONE.fields, coat: { type: 'text' } } }),
      /^dogs@2.yaml receivers of public\/dogs@1 need coat: say here/,
    ],
    [
      'a field that is always there, dropped',
      both(ONE, { ...TWO, mapping: { ...TWO.mapping, kind: { dropped: true } } }),
      /^dogs@2.yaml kind of public\/dogs@1 is always there, and receivers rely on it/,
    ],
    [
      'a field that is always there, out of one that is not',
      both(ONE, { ...TWO, fields: { kilos: { ...kilos, optional: true }, size: size! } }),
      /^dogs@2.yaml grams of public\/dogs@1 is always there/,
    ],
    [
      'a value that nobody has translated',
      both(ONE, { ...TWO, mapping: { ...TWO.mapping, kind: { from: 'size', values: { big: 'l' } } } }),
      /^dogs@2.yaml what becomes of small\?/,
    ],
    [
      'a value that the version before does not know',
      both(ONE, { ...TWO, mapping: { ...TWO.mapping, kind: { from: 'size', values: { big: 'xl', small: 's' } } } }),
      /^dogs@2.yaml kind of public\/dogs@1 knows no xl/,
    ],
    [
      'another unit, and nobody says how',
      both(ONE, { ...TWO, mapping: { ...TWO.mapping, grams: 'kilos' } }),
      /^dogs@2.yaml grams of public\/dogs@1 is in g, and this is in kg: say how/,
    ],
    [
      'whole numbers that would not stay whole',
      both(ONE, { ...TWO, mapping: { ...TWO.mapping, grams: { from: 'kilos', times: 0.5 } } }),
      /^dogs@2.yaml grams of public\/dogs@1 is of type integer: a value of type integer times 0.5 is not always one/,
    ],
    [
      'another type',
      both(ONE, { ...TWO, mapping: { ...TWO.mapping, kind: 'kilos' } }),
      /^dogs@2.yaml kind of public\/dogs@1 is of type enum, and this is of type integer/,
    ],
    [
      'a mapping of what is not there',
      both(ONE, { ...TWO, mapping: { ...TWO.mapping, tail: 'size' } }),
      /^dogs@2.yaml there is no field "tail" of public\/dogs@1/,
    ],
    [
      'a version that is left out',
      { ...standard('public/dogs@1', ONE), ...standard('public/dogs@3', TWO) },
      /^dogs@3.yaml public\/dogs@2 is missing/,
    ],
    [
      'an older version that registers fill',
      both({ fields: { ...ONE.fields, grams: { ...ONE.fields.grams, from: 'dogs.weight' } } }),
      /^dogs@1.yaml registers fill public\/dogs@2; public\/dogs@1 is made out of that/,
    ],
    [
      'the newest, not filled',
      standard('public/dogs@1', { fields: { kind: ONE.fields.kind! } }),
      /^dogs@1.yaml which field of a register fills it\?/,
    ],
    ['a mapping to nothing', standard('public/dogs@1', TWO), /^dogs@1.yaml there is no version before it/],
    [
      'a register that may have more values',
      standard('public/dogs@1', { fields: { size: { ...SIZE, of: words('big') } } }),
      /^dogs@1.yaml size of public\/dogs@1 knows no small/,
    ],
    [
      'a register that may have nothing',
      standard('public/dogs@1', { fields: { on: { type: 'date', from: 'dogs.licensed_on' } } }),
      /^dogs@1.yaml on of public\/dogs@1 is always there/,
    ],
    [
      'two registers, one of which may know nobody',
      standard('public/dogs@1', { fields: { size: SIZE, name: { type: 'name', from: 'people.name' } } }),
      /^dogs@1.yaml what is always there has to come of one register, and not of dogs and people/,
    ],
    [
      'a person',
      standard('public/dogs@1', { fields: { owner: { type: 'text', from: 'dogs.owner' } } }),
      /^dogs@1.yaml owner of public\/dogs@1 is of type text, and this is of type person/,
    ],
    [
      'an industry that there is not',
      standard('pets/dogs@1', { fields: { size: SIZE } }),
      /"pets\/dogs@1" is not a standard with its version/,
    ],
    [
      'a type that there is not',
      standard('public/dogs@1', { fields: { size: { ...SIZE, type: 'word' } } }),
      /^dogs@1.yaml "word" is not possible/,
    ],
  ];
  for (const [name, texts, says] of MISTAKES)
    it(`refuse ${name}`, () => {
      const found = problemsOf(texts);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(found[0]!, says);
    });

  const party = (fields: object, optional: object = {}) => ({
    'relying-parties/vet.yaml': JSON.stringify({
      ...{ id: 'vet', title: named('Vet'), summary: named('Vet') },
      uses: {
        treat: {
          ...{ purpose: named('To treat'), law: [], data: { basis: 'consent', fields, optional, kept: '9 days' } },
        },
      },
    }),
  });

  it('are asked for by their fields, and that is to ask for those of the registers that fill them', () => {
    const asked = compileTexts({ ...both(), ...party({ people: ['name'], 'public/dogs@1': ['grams'] }) });
    assert.deepEqual(asked.problems, []);
    const { fields, standards } = asked.pack!.relyingParties.get('vet')!.uses.get('treat')!.data!;
    assert.deepEqual(fields, [
      { registry: 'people', field: 'name', optional: false },
      { registry: 'dogs', field: 'weight', optional: false, as: 'public/dogs@1.grams' },
    ]);
    assert.deepEqual(
      standards.map(({ standard: { id }, fields: own }) => [id, own]),
      [['public/dogs@1', ['grams']]],
    );
    const refused = (fields: object, optional?: object) =>
      problemsOf({ ...both(), ...party(fields, optional) }).join('\n');
    assert.match(refused({ 'public/dogs@1': ['weight'] }), /there is no field "weight" of public\/dogs@1/);
    assert.match(refused({ 'public/dogs@4': ['grams'] }), /there is no standard "public\/dogs@4"/);
    assert.match(
      refused({ dogs: ['weight'] }, { 'public/dogs@2': ['kilos'] }),
      /dogs.weight is asked for twice, through public\/dogs@2.kilos/,
    );
  });

  it('hold what is said against a version', () => {
    const faults = (record: Record<string, unknown>) =>
      faultsIn(two.contract, record).map(({ field, says }) => `${field} ${says}`);
    assert.deepEqual(faults({ kilos: 7, size: 'big' }), []);
    assert.deepEqual(faults({ kilos: null, size: null }), []);
    assert.deepEqual(faults({ kilos: null, size: 'big' }), ['kilos is empty, and is always there']);
    assert.deepEqual(faults({ kilos: '7', size: 'huge', tail: 1 }), [
      'kilos is not a whole number in kg',
      'size is not one of big, small',
      'tail is no field of this version',
    ]);
  });
});
