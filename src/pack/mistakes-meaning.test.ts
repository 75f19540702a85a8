import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileTexts, GOOD, GRANT, LICENCE, type Mistake, testMistakes, withChange } from './fixture.ts';
import { formatProblem } from './problems.ts';

const MISTAKES: readonly Mistake[] = [
  [
    'an expression that cannot be read',
    GRANT,
    'amount: weight * per_kg',
    'amount: weight *',
    `${GRANT}:20:17 the expression ends too early`,
  ],
  [
    'an unknown name in an expression',
    GRANT,
    'if: size = "big"',
    'if: sise = "big"',
    `${GRANT}:18:21 there is no sise — did you mean size?`,
  ],
  [
    'a value that an enum does not have',
    GRANT,
    'if: size = "big"',
    'if: size = "huge"',
    `${GRANT}:18:21 "huge" is not one of "big" | "small"`,
  ],
  [
    'a clause that is no condition',
    GRANT,
    'if: grown_up',
    'if: weight',
    `${GRANT}:19:26 this must be a boolean, not number in kg`,
  ],
  [
    'units that do not fit',
    GRANT,
    'unit: EUR/kg',
    'unit: EUR',
    `${GRANT}:20:9 this must give an amount in EUR, not a number in EUR*kg`,
  ],
  [
    'a mistake within a quoted expression',
    LICENCE,
    'where: item.size = "big"',
    'where: "item.sise = 1"',
    `${LICENCE}:7:43 the record has no sise — did you mean size?`,
  ],
  [
    'a circle of derivations',
    GRANT,
    'derive: born_on + duration("P18Y") <= applied_on',
    'derive: born_on < applied_on and grown_up',
    `${GRANT}:13:22 goes round in a circle: grown_up → grown_up`,
  ],
  [
    'a circle of services',
    GRANT,
    'size: {from: dogs.size}',
    'size: {from: dogs.size}\n  licensed: {granted: dog-licence}',
    `${GRANT}:1:5 these services wait for each other: dog-grant → dog-licence → dog-grant`,
    `${GRANT}:11:3 licensed is not used: a service learns only what it needs`,
  ],
  [
    'law by a fact that is no date',
    GRANT,
    'for: owner',
    'for: owner\nas_of: weight',
    `${GRANT}:8:8 weight is not a date`,
  ],
  ['pay to what is no account', GRANT, 'to: account}', 'to: weight}', `${GRANT}:23:31 weight is not a bank account`],
  [
    'pay from another agency’s fund',
    'pack.yaml',
    'dog-fund: {agency: kennel',
    'dog-fund: {agency: town',
    `${GRANT}:23:17 dog-fund is town's: kennel cannot pay from it`,
  ],
  [
    'write into another agency’s registry',
    GRANT,
    'registry: dogs, about: true, set: {licensed_on: applied_on}',
    'registry: people, of: owner, set: {born_on: born_on}',
    `${GRANT}:24:24 town keeps people: kennel cannot write there`,
  ],
  [
    'write into an unknown field',
    GRANT,
    'set: {licensed_on:',
    'set: {licenced_on:',
    `${GRANT}:24:62 there is no field "licenced_on" of dogs — did you mean licensed_on?`,
  ],
  [
    'write a value of another type',
    GRANT,
    '{licensed_on: applied_on}',
    '{licensed_on: weight}',
    `${GRANT}:24:62 this must give a date, not a number in kg`,
  ],
  [
    'an unknown place in a message',
    GRANT,
    'en: "{amount}"',
    'en: "{amuont}"',
    `${GRANT}:25:106 {amuont} is neither a fact nor the amount — did you mean amount?`,
  ],
  [
    'a life event about something else',
    'life-events/new-dog.yaml',
    'about: dogs',
    'about: people',
    'life-events/new-dog.yaml:5:14 people names no owner — possible: person',
    'life-events/new-dog.yaml:6:25 dog-grant is about dogs, not about people',
  ],
  ['a wrong number of a person', 'people.yaml', 'number: N1', 'number: X1', 'people.yaml:4:23 X1: Begin it with N'],
  [
    'a record that lacks a field',
    'people.yaml',
    ', born_on: -30 years',
    '',
    'people.yaml:7:7 this record lacks born_on',
  ],
  [
    'a day that is none',
    'people.yaml',
    '-30 years',
    'long ago',
    'people.yaml:7:40 "long ago" is neither a date nor relative to today, as "-5 days" is',
  ],
  [
    'a time zone that does not exist',
    'pack.yaml',
    'Europe/Oslo',
    'Europe/Olso',
    'pack.yaml:4:12 there is no time zone "Europe/Olso" (as in the IANA\'s list, such as Europe/Oslo)',
  ],
  [
    'a holiday of another year',
    'pack.yaml',
    '[2026-01-01]',
    '[2025-01-01]',
    'pack.yaml:15:21 2025-01-01 is not in 2026',
  ],
  [
    'an unknown numbering',
    'pack.yaml',
    'number: plain',
    'number: plane',
    'pack.yaml:6:48 there is no numbering "plane" in adapters.ts — did you mean plain?',
  ],
];

describe('a mistake of meaning is told at its place', () => {
  testMistakes(MISTAKES);

  it('a file in no known place', () => {
    const { problems } = compileTexts({ 'service/x.yaml': 'id: x' });
    assert.deepEqual(problems.map(formatProblem), [
      'service/x.yaml:1:1 no such file belongs to a pack: see docs/authoring.md for the names of files and folders',
    ]);
  });

  it('a mistake in a block of text is told on its own line', () => {
    const { problems } = withChange(GRANT, 'amount: weight * per_kg', 'amount: |-\n  weight\n  * per_lb');
    assert.deepEqual(problems.map(formatProblem), [`${GRANT}:22:5 there is no per_lb — did you mean per_kg?`]);
  });

  it('mistakes of several files are listed together', () => {
    const change = (file: string, from: string, to: string) => ({ [file]: GOOD.get(file)!.replace(from, to) });
    const { problems } = compileTexts({
      ...change(LICENCE, 'kennel', 'x'),
      ...change(GRANT, 'kennel', 'y'),
      ...change('people.yaml', 'N1,', '7,'),
    });
    assert.deepEqual([...new Set(problems.map(({ file }) => file))], ['people.yaml', GRANT, LICENCE]);
  });
});
