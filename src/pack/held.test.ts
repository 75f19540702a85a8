import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileTexts, GOOD, GRANT, testMistakes } from './fixture.ts';
import { demoRows } from './people.ts';

/** A registry about which no application is. */
const TAXES = `id: taxes
title: {ko: 세금, zh-Hant: 稅, en: Taxes}
agency: kennel
keeper: keeper
subject: payer
fields:
  payer: {type: person, title: {ko: 사람, zh-Hant: 人, en: Payer}}
  income: {type: money, unit: EUR, title: {ko: 소득, zh-Hant: 所得, en: Income}}
read: []
held: node
`;
const TAX_FILE = 'registries/taxes.yaml';

describe('a registry that a node holds', () => {
  it('is read by services as any other, and the demo’s rows of it are left out', () => {
    const { pack, problems } = compileTexts({
      [TAX_FILE]: TAXES,
      [GRANT]: GOOD.get(GRANT)!
        .replace('facts:\n', 'facts:\n  income: {from: taxes.income}\n')
        .replace('if: grown_up,', 'if: grown_up and income > 5,')
        .replace('given: {', 'given: {income: 6, '),
      'people.yaml': `${GOOD.get('people.yaml')!}  taxes:\n    - {payer: N1, income: 3}\n`,
    });
    assert.deepEqual(problems, []);
    assert.equal(pack!.registries.get('taxes')!.held, 'node');
    assert.deepEqual(
      [...demoRows(pack!, '2026-03-01')].map(({ registry }) => registry),
      ['people'],
    );
  });

  testMistakes([
    [
      'names nobody else, is about no application, and is not written into',
      'registries/dogs.yaml',
      'read: []',
      'read: []\nheld: node',
      'life-events/new-dog.yaml:4:8 dogs is held by a node: what an application is about lies here',
      'registries/dogs.yaml:7:9 records held by a node are found by their subject only',
      'registries/dogs.yaml:13:12 a node names nobody but the subject',
      `${GRANT}:6:8 dogs is held by a node: what an application is about lies here`,
      `${GRANT}:24:5 dogs is held by a node: nothing is written there from here`,
    ],
    [
      'is not that of the people themselves',
      'registries/people.yaml',
      'read: [kennel]',
      'read: [kennel]\nheld: node',
      'registries/people.yaml:11:7 the registry of people itself cannot be held by a node',
    ],
  ]);
});
