import { describe } from 'node:test';
import { GRANT, LICENCE, type Mistake, testMistakes } from './fixture.ts';

const MISTAKES: readonly Mistake[] = [
  [
    'an unknown agency',
    LICENCE,
    'agency: kennel',
    'agency: kennle',
    `${LICENCE}:2:9 there is no agency "kennle" — did you mean kennel?`,
  ],
  [
    'an unknown role at the agency',
    LICENCE,
    'role: keeper',
    'role: kepeer',
    `${LICENCE}:9:41 there is no role "kepeer" at kennel — did you mean keeper?`,
  ],
  [
    'an unknown act',
    GRANT,
    '{act: Dog Act, article: "1"}',
    '{act: Dig Act}',
    `${GRANT}:5:13 there is no act "Dig Act" in pack.yaml — did you mean Dog Act?`,
  ],
  [
    'an unknown registry',
    GRANT,
    'from: dogs.weight',
    'from: dog.weight',
    `${GRANT}:11:18 there is no registry "dog" — did you mean dogs?`,
  ],
  [
    'an unknown field',
    GRANT,
    'from: dogs.weight',
    'from: dogs.wieght',
    `${GRANT}:11:18 there is no field "wieght" of dogs — did you mean weight?`,
  ],
  [
    'an unknown shared fact',
    GRANT,
    'uses: [account]',
    'uses: [acount]',
    `${GRANT}:8:8 there is no fact "acount" in facts.yaml — did you mean account?`,
    `${GRANT}:23:31 there is no fact "account" — possible: size, weight, born_on, grown_up`,
    'facts.yaml:1:1 no service uses account',
  ],
  [
    'an unknown service',
    LICENCE,
    'granted: dog-grant',
    'granted: dog-grand',
    `${LICENCE}:8:29 there is no service "dog-grand" — did you mean dog-grant?`,
  ],
  [
    'an unknown fund',
    GRANT,
    'from: dog-fund',
    'from: dig-fund',
    `${GRANT}:23:17 there is no fund "dig-fund" — did you mean dog-fund?`,
  ],
  [
    'an unknown person',
    GRANT,
    'for: owner',
    'for: owners',
    `${GRANT}:7:6 nobody has the role "owners" here — did you mean owner?`,
  ],
  [
    'a role without a matter',
    LICENCE,
    'law: []',
    'law: []\nfor: owner',
    `${LICENCE}:6:6 nobody has the role "owner" here — possible: applicant (a service without "about" knows only the applicant)`,
  ],
  [
    'two sources of a fact',
    GRANT,
    'size: {from: dogs.size}',
    'size: {from: dogs.size, granted: dog-licence}',
    `${GRANT}:10:3 size must have exactly one source (from, count, each, granted, result, ask, derive), not from and granted`,
  ],
  [
    'no source of a fact',
    GRANT,
    'weight: {from: dogs.weight}',
    'weight: {type: integer}',
    `${GRANT}:11:3 weight must have exactly one source (from, count, each, granted, result, ask, derive), not none`,
  ],
  [
    'a key that does not go with the source',
    GRANT,
    'from: dogs.weight',
    'from: dogs.weight, unit: g',
    `${GRANT}:11:31 "unit" does not go with "from"`,
  ],
  [
    'a question without a type',
    'facts.yaml',
    '  type: bank-account\n',
    '',
    'facts.yaml:2:3 type is missing: what kind of answer is account?',
  ],
  [
    'a registry that the agency may not read',
    'registries/people.yaml',
    'read: [kennel]',
    'read: []',
    `${GRANT}:12:19 kennel may not read people: it is not under "read" there`,
  ],
  [
    'a count through a field that finds nothing',
    LICENCE,
    'dogs.owner',
    'dogs.chip',
    `${LICENCE}:7:23 records of dogs are not found by chip — possible: owner, friends`,
  ],
  [
    'a name taken by a role',
    GRANT,
    'weight: {from',
    'owner: {from',
    `${GRANT}:11:3 the name owner is taken by a role or by what every service knows`,
    `${GRANT}:20:9 there is no weight`,
  ],
  [
    'a fact that nothing uses',
    GRANT,
    '  size: {from',
    '  chip: {from: dogs.chip}\n  size: {from',
    `${GRANT}:10:3 chip is not used: a service learns only what it needs`,
  ],
];

describe('a word for something that is not there is told at its place', () => {
  testMistakes(MISTAKES);
});
