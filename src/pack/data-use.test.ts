import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDataUse } from './data-use.ts';
import { runExamples } from './examples.ts';
import { compileTexts } from './fixture.ts';
import { formatProblem } from './problems.ts';
import { readRelyingParty } from './relying-party.ts';

const named = (text: string) => `{ko: ${text}, zh-Hant: ${text}, en: ${text}}`;

const FILE = 'relying-parties/vet.yaml';
const VET = `id: vet
title: ${named('Vet')}
summary: ${named('Mends dogs')}
uses:
  treat:
    purpose: ${named('To treat your dog')}
    law: [{act: Dog Act}]
    refusing: ${named('No treatment')}
    data:
      basis: consent
      fields: {people: [name], dogs: [size]}
      optional: {dogs: [chip]}
      statements:
        heavy:
          title: ${named('A heavy dog')}
          facts: {weight: {from: dogs.weight}, limit_met: {derive: weight >= heavy_from, title: ${named('Met')}}}
          parameters: {heavy_from: {title: ${named('Heavy')}, unit: kg, values: {2020-01-01: 40}, law: {act: Dog Act}}}
          if: limit_met
          examples:
            - {on: 2026-03-01, in: {weight: 40}, out: {eligible: yes}}
            - {on: 2026-03-01, in: {weight: 39}, out: {eligible: no}}
      often: {each: week, for: 6 months}
      kept: 30 days
`;
const TAX = `id: tax
agency: kennel
title: ${named('Kennel')}
summary: ${named('Counts dogs')}
uses:
  count:
    purpose: ${named('To count dogs')}
    law: [{act: Dog Act}]
    data:
      basis: statute
      fields: {dogs: [size]}
      kept: 365 days
      sealed: {for: 90 days, law: {act: Dog Act, article: "9"}}
`;
const TAX_FILE = 'relying-parties/tax.yaml';

const compiled = compileTexts({ [FILE]: VET, [TAX_FILE]: TAX });
const problemsOf = (file: string, text: string) =>
  compileTexts({ [file]: text }).problems.map((problem) => formatProblem(problem).replace(`${file}:`, ''));

describe('what a use asks registers for', () => {
  it('is compiled: fields, statements, how often and how long', () => {
    assert.deepEqual(compiled.problems, []);
    const { asks, data } = compiled.pack!.relyingParties.get('vet')!.uses.get('treat')!;
    assert.deepEqual(asks, []);
    assert.deepEqual(
      data!.fields.map(({ registry, field, optional }) => [`${registry}.${field}`, optional]),
      [
        ['people.name', false],
        ['dogs.size', false],
        ['dogs.chip', true],
      ],
    );
    assert.deepEqual([data!.often, data!.kept, data!.proof], [{ each: 'week', months: 6 }, { days: 30 }, false]);
    assert.deepEqual(data!.statements.get('heavy')!.reads, [{ registry: 'dogs', field: 'weight' }]);
    const { sealed } = compiled.pack!.relyingParties.get('tax')!.uses.get('count')!.data!;
    assert.deepEqual([sealed!.days, sealed!.law.title!.en], [90, 'Dog Act']);
  });

  it('has the examples of its statements run with those of services', () => {
    const own = runExamples(compiled.pack!).filter(({ service }) => service === 'vet.treat.heavy');
    assert.deepEqual(
      own.map(({ passed }) => passed),
      [true, true],
    );
  });

  it('is compiled by a pack that was read before it, too, with what rules share', () => {
    const read = readRelyingParty(compileTexts().pack!, FILE, VET);
    assert.deepEqual(read.problems, []);
    const { pack } = compileTexts();
    const { agency, uses } = ('party' in read && read.party) || assert.fail();
    const { law, refusing, data } = uses.get('treat')!;
    assert.ok(!('examples' in data!.written.statements!.heavy!));
    const again = readDataUse(pack!, { agency, law: [...law], refusing, data: data!.written });
    assert.deepEqual(again?.fields, data!.fields);
    const gone = { ...data!.written, fields: { cats: ['name'] } };
    assert.equal(readDataUse(pack!, { agency, law: [...law], refusing, data: gone }), undefined);
  });

  it('may name a fact as facts.yaml does, where it does not use that', () => {
    const text = VET.replace('facts: {weight:', 'facts: {account: {from: dogs.chip}, weight:').replace(
      'if: limit_met',
      'if: limit_met and is defined(account)',
    );
    assert.deepEqual(problemsOf(FILE, text), []);
  });

  const MISTAKES: [what: string, file: string, text: string, from: string, to: string, problem: RegExp][] = [
    ['an unknown registry', FILE, VET, 'dogs: [size]', 'cats: [size]', /^11:38 there is no registry "cats"/],
    ['an unknown field', FILE, VET, '[size]', '[sice]', /^11:39 there is no field "sice" of dogs — did you mean size/],
    ['a field twice', FILE, VET, '[chip]', '[size]', /dogs.size is asked for twice/],
    ['a person as a field', FILE, VET, '[name]', '[person]', /person is a person of the house: hand over a name/],
    ['nothing', FILE, VET, VET.slice(VET.indexOf('      fields'), VET.indexOf('      often')), '', /ask for nothing/],
    ['neither cards nor data', FILE, VET, VET.slice(VET.indexOf('    data:')), '', /it would ask for nothing/],
    [
      'a seal on a consent',
      FILE,
      VET,
      'kept: 30 days',
      'kept: 30 days\n      sealed: {for: 9 days, law: {act: Dog Act}}',
      /who agreed knows of it/,
    ],
    ['a wrong expression', FILE, VET, 'if: limit_met', 'if: limit_met >', /^18:/],
    [
      'a question in a statement',
      FILE,
      VET,
      '{from: dogs.weight}',
      `{ask: ${named('How?')}, type: integer, unit: kg, title: ${named('Weight')}}`,
      /weight is no field: a statement rests on fields of the person's own records/,
    ],
    [
      "other people's records",
      FILE,
      VET,
      '{from: dogs.weight}',
      `{count: dogs.friends, title: ${named('Friends')}}`,
      /weight is no field/,
    ],
    [
      'a fact that nothing uses',
      FILE,
      VET,
      'facts: {weight',
      'facts: {size: {from: dogs.size}, weight',
      /size is not used/,
    ],
    ['a statute for nobody in particular', TAX_FILE, TAX, 'agency: kennel\n', '', /only an agency is let by law/],
    ['a statute without a law', TAX_FILE, TAX, '[{act: Dog Act}]', '[]', /which law allows it/],
    [
      'what may be refused by law',
      TAX_FILE,
      TAX,
      'kept: 365',
      'optional: {dogs: [chip]}\n      kept: 365',
      /"optional" goes with consent/,
    ],
    [
      'refusing a law',
      TAX_FILE,
      TAX,
      '    data:',
      `    refusing: ${named('No')}\n    data:`,
      /nobody is asked, so that nobody can refuse/,
    ],
    ['an agency that may not read', TAX_FILE, TAX, 'agency: kennel', 'agency: town', /town may not read dogs/],
  ];
  for (const [what, file, text, from, to, problem] of MISTAKES)
    it(`${what} is a mistake`, () => {
      assert.ok(text.includes(from));
      const found = problemsOf(file, text.replace(from, to));
      assert.ok(
        found.some((line) => problem.test(line)),
        String(found),
      );
    });
});

describe('a bundle', () => {
  const BUNDLE = `id: dog
title: ${named('Dog')}
summary: ${named('All of it')}
fields: {dogs: [size, chip]}
statements: {big: {title: ${named('Big')}, facts: {size: {from: dogs.size}}, if: size = "big"}}
`;
  it('is fields and statements, each of which may be left out', () => {
    const { pack, problems } = compileTexts({ 'bundles/dog.yaml': BUNDLE });
    assert.deepEqual(problems, []);
    const { fields, statements } = pack!.bundles.get('dog')!;
    assert.deepEqual(
      [fields.every(({ optional }) => optional), fields.length, [...statements.keys()]],
      [true, 2, ['big']],
    );
  });

  it('hands over something, and no field twice', () => {
    assert.match(problemsOf('bundles/dog.yaml', BUNDLE.replace('[size, chip]', '[size, size]'))[0]!, /asked for twice/);
    const empty = BUNDLE.slice(0, BUNDLE.indexOf('fields'));
    assert.match(problemsOf('bundles/dog.yaml', empty)[0]!, /it would hand over nothing/);
  });
});
