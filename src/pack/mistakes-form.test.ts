import { describe } from 'node:test';
import { GOOD, GRANT, LICENCE, type Mistake, testMistakes } from './fixture.ts';

const MISTAKES: readonly Mistake[] = [
  [
    'YAML that cannot be read',
    'facts.yaml',
    'account:',
    'account: [',
    'facts.yaml:3:8 missed comma between flow collection entries',
  ],
  [
    'a key written twice',
    LICENCE,
    'effects: []',
    'effects: []\neffects: []',
    `${LICENCE}:12:1 this key is written twice`,
  ],
  ['an empty file', 'facts.yaml', GOOD.get('facts.yaml')!, '', 'facts.yaml:1:1 the file is empty'],
  [
    'a key that does not exist',
    LICENCE,
    'summary:',
    'sumary:',
    `${LICENCE}:1:1 summary is missing`,
    `${LICENCE}:4:1 there is no key "sumary" here — did you mean summary?`,
  ],
  ['a language that is missing', LICENCE, 'zh-Hant: 執照, ', '', `${LICENCE}:3:8 zh-Hant is missing`],
  ['an empty text', LICENCE, 'en: A licence', 'en: ""', `${LICENCE}:4:36 this is empty`],
  [
    'a number where text belongs',
    GRANT,
    'article: "1"',
    'article: 1',
    `${GRANT}:5:31 this must be text: write "1" in quotes`,
  ],
  ['text where a number belongs', 'people.yaml', 'seed: 1', 'seed: one', 'people.yaml:1:7 this must be a whole number'],
  ['a number out of range', 'pack.yaml', 'decimals: 2', 'decimals: 9', 'pack.yaml:5:33 9 is more than 4'],
  [
    'a word that is not possible',
    LICENCE,
    'auto: never',
    'auto: newer',
    `${LICENCE}:9:16 "newer" is not possible — did you mean never?`,
  ],
  [
    'a period in other words',
    LICENCE,
    'within: 5 days',
    'within: a week',
    `${LICENCE}:9:57 "a week" is not a period such as "10 working days" or "30 days"`,
  ],
  [
    'a day that does not exist',
    LICENCE,
    'on: 2026-03-01',
    'on: 2026-02-30',
    `${LICENCE}:13:10 there is no day 2026-02-30`,
  ],
  [
    'a verb that does not exist',
    GRANT,
    '- pay:',
    '- pya:',
    `${GRANT}:23:5 "pya" is not possible here — did you mean pay?`,
  ],
  [
    'no example',
    LICENCE,
    '\n  - {on: 2026-03-01, in: {dogs_owned: 3}, out: {eligible: no, because: [few]}}',
    ' []',
    `${LICENCE}:12:11 needs at least 1`,
  ],
  [
    'an id other than the file’s',
    LICENCE,
    'id: dog-licence',
    'id: dog-license',
    `${LICENCE}:1:5 the id "dog-license" differs from the file's name, "dog-licence"`,
  ],
];

describe('a mistake of form is told at its place, with what to write instead', () => {
  testMistakes(MISTAKES);
});
