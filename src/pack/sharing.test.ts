import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runExamples } from './examples.ts';
import { compileTexts, GOOD, GRANT, LICENCE } from './fixture.ts';
import { formatProblem } from './problems.ts';

/** What services share, and what they say beyond facts and clauses: tables, windows, groups, other services' results. */

const PARAMETERS = `fee:
  title: {ko: 요금, zh-Hant: 費用, en: Fee}
  unit: EUR
  by: kg
  values: {2020-01-01: {0: 3, 10: 5.5}}
  law: {act: Dog Act}
`;

const changed = (file: string, ...changes: [from: string, to: string][]): Record<string, string> => {
  const text = changes.reduce((so, [from, to]) => {
    assert.ok(so.includes(from), `${file} holds ${from}`);
    return so.replace(from, to);
  }, GOOD.get(file)!);
  return { [file]: text };
};

const withFee = changed(
  GRANT,
  ['uses: [account]', 'uses: [account, fee]'],
  [
    'parameters:\n  per_kg: {title: {ko: 단가, zh-Hant: 單價, en: Per kg}, unit: EUR/kg, values: {2020-01-01: 3}, law: {act: Dog Act}}\n',
    '',
  ],
  ['amount: weight * per_kg', 'amount: fee(weight)'],
  ['amount: 30', 'amount: 5.5'],
);

const problemsOf = (changes: Record<string, string>): string[] => compileTexts(changes).problems.map(formatProblem);

describe('parameters that services share', () => {
  it('a table is looked up by the number that it is called with', () => {
    const { pack, problems } = compileTexts({ ...withFee, 'parameters.yaml': PARAMETERS });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      runExamples(pack!).filter(({ passed }) => !passed),
      [],
    );
  });

  it('a table of rates counts each bracket by itself', () => {
    const rates = PARAMETERS.replace('by: kg', 'by: kg\n  marginal: true');
    const { pack } = compileTexts({
      ...changed(
        GRANT,
        ['uses: [account]', 'uses: [account, fee]'],
        [
          'parameters:\n  per_kg: {title: {ko: 단가, zh-Hant: 單價, en: Per kg}, unit: EUR/kg, values: {2020-01-01: 3}, law: {act: Dog Act}}\n',
          '',
        ],
        ['amount: weight * per_kg', 'amount: fee(weight)'],
        ['weight: 10', 'weight: 12'],
        ['amount: 30', 'amount: 41'],
      ),
      'parameters.yaml': rates,
    });
    assert.deepEqual(
      runExamples(pack!).filter(({ passed }) => !passed),
      [],
    );
  });

  it('what no service uses is left over, and a table says by what it is looked up', () => {
    assert.deepEqual(problemsOf({ 'parameters.yaml': PARAMETERS }), ['parameters.yaml:1:1 no service uses fee']);
    assert.deepEqual(problemsOf({ ...withFee, 'parameters.yaml': PARAMETERS.replace('  by: kg\n', '') }).slice(0, 1), [
      'parameters.yaml:4:24 a table needs "by": the unit by which it is looked up',
    ]);
    assert.deepEqual(
      problemsOf({ ...withFee, 'parameters.yaml': PARAMETERS.replace('{0: 3, 10: 5.5}', '{low: 3}') }).slice(0, 1),
      ['parameters.yaml:5:25 "low" is not a number'],
    );
  });

  it('a shared fact brings along what it rests on', () => {
    const { pack, problems } = compileTexts({
      'facts.yaml': `${GOOD.get('facts.yaml')}adult: {derive: born + duration("P18Y") <= applied_on, title: {ko: 성인, zh-Hant: 成年, en: Adult}}\nborn: {from: people.born_on}\n`,
      ...changed(
        GRANT,
        ['uses: [account]', 'uses: [account, adult]'],
        ['  born_on: {from: people.born_on}\n', ''],
        [
          '  grown_up: {derive: born_on + duration("P18Y") <= applied_on, title: {ko: 성인, zh-Hant: 成年, en: Grown up}}\n',
          '',
        ],
        ['if: grown_up', 'if: adult'],
        ['born_on: 1990', 'born: 1990'],
      ),
    });
    assert.deepEqual(problems, []);
    assert.deepEqual([...pack!.services.get('dog-grant')!.facts.keys()].sort(), [
      'account',
      'adult',
      'born',
      'size',
      'weight',
    ]);
  });
});

describe('one record for each person', () => {
  const friends = [
    'size: {from: dogs.size}',
    'size: {from: dogs.size}\n  friends: {from: dogs.friends}\n  all: {each: friends, take: {born: people.born_on}, title: {ko: 모두, zh-Hant: 全部, en: All}}',
  ] as [string, string];
  const many = ['if: size = "big"', `if: 'size = "big" and count(all[born < applied_on]) > 0'`] as [string, string];

  it('is a list of records with the fields that are taken', () => {
    const { pack, problems } = compileTexts(changed(GRANT, friends, many));
    assert.deepEqual(problems, []);
    const fact = pack!.services.get('dog-grant')!.facts.get('all')!;
    assert.equal(fact.type, 'records');
    assert.deepEqual(fact.source, {
      kind: 'each',
      members: 'friends',
      take: { born: { registry: 'people', field: 'born_on' } },
    });
  });

  it('goes through people only, and takes fields that are there', () => {
    const weight = friends[1].replace('each: friends', 'each: weight');
    assert.ok(
      problemsOf(changed(GRANT, [friends[0], weight], many)).some((text) =>
        text.endsWith('weight is no fact of type people'),
      ),
    );
    const wrong = friends[1].replace('people.born_on', 'people.bron_on');
    assert.ok(
      problemsOf(changed(GRANT, [friends[0], wrong], many)).some((text) => text.includes('did you mean born_on?')),
    );
  });
});

describe('the result of another service', () => {
  const plain = changed(LICENCE, ['  granted_before: {granted: dog-grant}\n', ''], [' and granted_before', '']);
  const small = `id: small-dog
agency: kennel
title: {ko: 작은 개, zh-Hant: 小狗, en: Small dog}
summary: {ko: 작은 개, zh-Hant: 小狗, en: Small dog}
law: []
facts:
  licensed: {result: dog-licence}
eligible: {all: [{id: licensed, if: licensed, text: {ko: 면허, zh-Hant: 執照, en: Licence}}]}
decide: {auto: complete, otherwise: {role: keeper, within: 5 days}}
effects: []
examples:
  - {on: 2026-03-01, in: {dogs_owned: 3}, out: {eligible: no, because: [licensed]}}
  - {on: 2026-03-01, in: {dogs_owned: 1}, out: {eligible: yes}}
  - {on: 2026-03-01, out: {eligible: need, ask: [dogs_owned]}}
`;
  const SMALL = 'services/small-dog/service.yaml';

  it('is decided by the facts that the other looks at', () => {
    const { pack, problems } = compileTexts({ ...plain, [SMALL]: small });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      runExamples(pack!).filter(({ passed }) => !passed),
      [],
    );
  });

  it('a circle is told', () => {
    const round = changed(LICENCE, ['granted_before: {granted: dog-grant}', 'granted_before: {result: small-dog}']);
    assert.match(
      problemsOf({ ...round, [SMALL]: small }).join(),
      /these services look at each other's results: (dog-licence → small-dog → dog-licence|small-dog → dog-licence → small-dog)/,
    );
  });

  it('names that mean different things in both are told', () => {
    const clash = small.replace(
      'facts:\n',
      'facts:\n  dogs_owned: {count: dogs.owner, title: {ko: 개, zh-Hant: 狗, en: Dogs}}\n',
    );
    assert.ok(
      problemsOf({ ...plain, [SMALL]: clash }).some((text) =>
        text.includes('dog-licence means something of its own by "dogs_owned"'),
      ),
    );
  });
});

describe('an offer', () => {
  const offer = 'offer: {title: {ko: 개, zh-Hant: 狗, en: Dog}, body: {ko: 개, zh-Hant: 狗, en: Dog}}\n';

  it('goes with a service about the applicant, whose rule the registers can be asked', () => {
    const plain = changed(LICENCE, ['law: []\n', `law: []\n${offer}`]);
    assert.deepEqual(problemsOf(plain), []);
    const about = changed(GRANT, ['about: dogs', `${offer}about: dogs`]);
    assert.match(problemsOf(about).join(), /a service with "about" cannot be offered/);
    const text = changed(
      LICENCE,
      ['law: []\n', `law: []\n${offer}`],
      ['if: dogs_owned < 3', 'if: upper case(applicant) = "X" and dogs_owned < 3'],
    );
    assert.match(problemsOf(text).join(), /service.yaml:\d+:\d+ "offer" asks the registers/);
  });
});

describe('windows and topics', () => {
  const topics = changed('pack.yaml', ['holidays:', 'topics: {pets: {ko: 동물, zh-Hant: 寵物, en: Pets}}\nholidays:']);

  it('are kept as they are stated', () => {
    const { pack, problems } = compileTexts({
      ...topics,
      ...changed(GRANT, [
        'about: dogs',
        'topics: [pets]\nwindow: [{from: 2026-03-01, until: 2026-03-31, checked: false}]\nabout: dogs',
      ]),
    });
    assert.deepEqual(problems, []);
    const { window, topics: found } = pack!.services.get('dog-grant')!;
    assert.deepEqual([found, window], [['pets'], [{ from: '2026-03-01', until: '2026-03-31', checked: false }]]);
  });

  it('a window that closes before it opens and a topic that there is not are told', () => {
    const wrong = changed(GRANT, [
      'about: dogs',
      'topics: [pest]\nwindow: [{from: 2026-03-31, until: 2026-03-01}]\nabout: dogs',
    ]);
    assert.deepEqual(problemsOf({ ...topics, ...wrong }), [
      `${GRANT}:6:10 there is no topic "pest" in pack.yaml — did you mean pets?`,
      `${GRANT}:7:36 it would close on 2026-03-01, before it opens`,
    ]);
  });
});
