import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatProblem } from './problems.ts';
import { ENROLMENT, PROGRAMME, withProgramme } from './programme-fixture.ts';

/** What is replaced by what in the programme's file, or in another, and all that is then told. */
type Mistake = [what: string, from: string, to: string, problem: string | readonly string[], file?: string];

const MISTAKES: readonly Mistake[] = [
  ['an unknown agency', 'agency: kennel', 'agency: kennle', '2:9 there is no agency "kennle" — did you mean kennel?'],
  [
    'an unknown office',
    'office: keeper',
    'office: kepeer',
    '3:9 there is no role "kepeer" at kennel — did you mean keeper?',
  ],
  [
    'an unknown counter',
    'office: keeper',
    'office: keeper\ncounter: kepeer',
    '4:10 there is no role "kepeer" at kennel — did you mean keeper?',
  ],
  ['an unknown fund', 'from: dog-fund', 'from: dig-fund', '25:14 there is no fund "dig-fund" — did you mean dog-fund?'],
  [
    "another agency's fund",
    'agency: kennel, title: {ko: 기금',
    'agency: town, title: {ko: 기금',
    [
      "programmes/dog-voucher.yaml:25:14 dog-fund is town's: kennel cannot pay from it",
      "services/dog-grant/service.yaml:23:17 dog-fund is town's: kennel cannot pay from it",
    ],
    'pack.yaml',
  ],
  [
    'the id of a service',
    'id: dog-voucher',
    'id: dog-grant',
    [
      '1:5 the id "dog-grant" differs from the file\'s name, "dog-voucher"',
      '1:5 a service is called "dog-grant" as well',
    ],
  ],
  [
    'a key that there is not',
    'every: once',
    'evry: once',
    ['1:1 every is missing', '18:1 there is no key "evry" here — did you mean every?'],
  ],
  ['a word that there is not', 'every: once', 'every: week', '18:8 "week" is not possible — possible: once, month'],
  ['an expression that goes wrong', 'price: face / 3', 'price: fase / 3', '17:8 there is no fase — did you mean face?'],
  [
    'a price that is no money',
    'price: face / 3',
    'price: homes / 3',
    '17:8 this must give an amount in EUR, not a number',
  ],
  [
    'a price by the month',
    'unit: EUR, values',
    'unit: EUR/month, values',
    [
      '16:9 this must give an amount in EUR, not one in EUR/month',
      '17:8 this must give an amount in EUR, not a number in EUR/month',
    ],
  ],
  [
    'a fact that nothing needs',
    'if: homes > 0',
    'if: 1 = 1',
    '9:3 homes is not used: a service learns only what it needs',
  ],
  [
    'a question',
    'homes: {count: homes.members, title',
    'homes: {type: integer, ask: {ko: a, zh-Hant: a, en: a}, title',
    '9:3 homes is asked: who is entitled must follow from what registers hold',
  ],
  [
    'what SQL cannot say',
    'if: region = "north"',
    'if: upper case(region) = "north"',
    '15:23 who is entitled is asked of the registers, and they cannot be asked this: upper case cannot be called so in SQL',
  ],
  ['notes that are more', '5: 2}', '5: 3}', '23:31 these notes are 3500 together, not 3000'],
  [
    'notes in parts',
    'take: whole',
    'take: {least: 10, step: 5}',
    '23:17 paper is taken as a whole: a set of notes cannot be cut to size',
  ],
  [
    'notes for amounts that differ',
    'amount: face',
    'amount: face * homes',
    '23:17 not everybody gets the same amount, and a set of notes is the same for all',
  ],
  [
    'an amount of another day',
    '2026-01-01: 30',
    '2026-02-02: 30',
    '16:9 this gives no amount on 2026-02-01, when it opens',
  ],
  [
    'a part that is no multiple',
    'take: whole',
    'take: {least: 12, step: 5}',
    ['19:15 12 is no multiple of 5, the step', '23:17 paper is taken as a whole: a set of notes cannot be cut to size'],
  ],
  ['a part of a cent', 'at_once: 20,', 'at_once: 20.005,', '31:19 20.005 is no amount in EUR: it has 2 decimals'],
  [
    'a channel that lacks something',
    'spend: 30, back',
    'back',
    '24:9 spend is missing: this is a channel of kind cash-back',
  ],
  [
    'a channel that says too much',
    'kind: wallet,',
    'kind: wallet, back: 5,',
    '22:25 "back" does not go with kind wallet',
  ],
  ['more back than was spent', 'spend: 30', 'spend: 10', '24:44 19.5 back for 10 spent is more than was spent'],
  [
    'a window that ends first',
    'until: 2026-03-31',
    'until: 2026-01-31',
    '20:35 it would close on 2026-01-31, before it opens',
  ],
  [
    'expiry before the window ends',
    'until: 2026-06-30',
    'until: 2026-03-30',
    ['27:10 it would expire while it can be taken, until 2026-03-31'],
  ],
  ['no expiry', '  until: 2026-06-30\n', '', '27:3 either "until" or "within": when does it expire?'],
  [
    'two expiries',
    'until: 2026-06-30',
    'until: 2026-06-30\n  within: 6 months',
    '27:3 either "until" or "within": when does it expire?',
  ],
  ['an unknown region', 'regions: [north]', 'regions: [nort]', '28:13 there is no region "nort" — did you mean north?'],
  ['a word for regions', 'regions: [north]', 'regions: hme', '28:12 "hme" is not possible — did you mean home?'],
  [
    'paper at home',
    'regions: [north]',
    'regions: home',
    '23:17 a note does not say where its bearer lives: paper cannot be bound to "home"',
  ],
  [
    'an unknown class',
    'except: [bar]',
    'except: [bra]',
    '29:22 there is no class "bra" of shops in pack.yaml — did you mean bar?',
  ],
  ['two lists of classes', 'except: [bar]', 'except: [bar], only: [shop]', '29:12 either "only" or "except"'],
  [
    'a share in what is no people',
    'share: homes.members',
    'share: homes.region',
    '32:8 homes.region is not of type people',
  ],
  [
    'a share that the agency may not see',
    'read: [kennel]',
    'read: []',
    [
      'programmes/dog-voucher.yaml:8:18 kennel may not read homes: it is not under "read" there',
      'programmes/dog-voucher.yaml:9:18 kennel may not read homes: it is not under "read" there',
      'programmes/dog-voucher.yaml:32:8 kennel may not read homes: its file lists who may',
      'services/dog-shop/service.yaml:9:18 kennel may not read homes: it is not under "read" there',
    ],
    'registries/homes.yaml',
  ],
  ['a part that is none', 'once_spent: 60%', 'once_spent: 160%', '34:22 "160%" is not a part such as "60%"'],
  [
    'a purchase at an unknown class',
    'class: shop, region: south',
    'class: shp, region: south',
    '42:29 there is no class "shp" of shops in pack.yaml — did you mean shop?',
  ],
  [
    'a purchase in an unknown region',
    'region: south',
    'region: sout',
    '42:43 there is no region "sout" — did you mean south?',
  ],
  [
    'a purchase of unknown goods',
    'goods: [leash]',
    'goods: [leesh]',
    '43:72 there is no good "leesh" under "not_for" — did you mean leash?',
  ],
  ['a refusal that there is not', 'out: class}', 'out: clas}', '41:68 "clas" is not possible — did you mean class?'],
  [
    'regions that are no enum',
    'regions: homes.region',
    'regions: homes.head',
    ['pack.yaml:17:10 homes.head is not of type enum'],
    'pack.yaml',
  ],
  [
    'a place in an unknown region',
    'region: north',
    'region: nord',
    ['places.yaml:1:18 there is no region "nord" — did you mean north?'],
    'places.yaml',
  ],
  [
    'a shop of nobody',
    'owner: ann',
    'owner: anne',
    ['shops.yaml:1:27 there is no persona "anne" — did you mean ann?'],
    'shops.yaml',
  ],
];

describe('mistakes in a programme', () => {
  it('a home that nobody knows', () => {
    const paper = '  paper: {kind: paper, notes: {10: 2, 5: 2}, title: {ko: Paper, zh-Hant: Paper, en: Paper}}\n';
    const atHome = [
      [paper, ''],
      ['regions: [north]', 'regions: home'],
    ] as const;
    assert.deepEqual(withProgramme(PROGRAMME, ...atHome).problems, []);
    const derived = [
      'region: {from: homes.region}',
      'region: {derive: \'"north"\', title: {ko: a, zh-Hant: a, en: a}}',
    ] as const;
    assert.deepEqual(withProgramme(PROGRAMME, ...atHome, derived).problems.map(formatProblem), [
      `${PROGRAMME}:27:12 to know where "home" is, it needs the fact region: {from: homes.region}`,
    ]);
  });

  for (const [what, from, to, problem, place] of MISTAKES) {
    it(what, () => {
      const { pack, problems } = withProgramme(place ?? PROGRAMME, [from, to]);
      assert.equal(pack, undefined);
      const told = problems.map(formatProblem);
      const expected = [problem].flat().map((text) => (place ? text : `${PROGRAMME}:${text}`));
      assert.deepEqual(told, expected);
    });
  }
});

describe('mistakes in how a shop is enrolled', () => {
  const mistakes: [what: string, from: string, to: string, problem: string][] = [
    ['an unknown fact', 'class: kind', 'class: knd', '14:63 there is no fact "knd" — did you mean kind?'],
    ['a number that is none', 'number: number,', 'number: region,', '14:48 region is not of type text'],
    [
      'a class that is none',
      'bar: {ko',
      'pub: {ko',
      '14:63 there is no class "pub" of shops in pack.yaml — possible: shop, bar',
    ],
    [
      'classes for regions',
      'region: region',
      'region: kind',
      '14:77 there is no region "shop" — possible: north, south',
    ],
    ['no account', 'to: account', 'to: number', '14:106 number is not of type bank-account'],
  ];
  for (const [what, from, to, problem] of mistakes)
    it(what, () => {
      const told = withProgramme(ENROLMENT, [from, to]).problems.map(formatProblem);
      assert.ok(told.includes(`${ENROLMENT}:${problem}`), told.join('\n'));
    });
});
