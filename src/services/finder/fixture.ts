import assert from 'node:assert/strict';
import { compileTexts, GOOD } from '../../pack/fixture.ts';
import type { Government } from '../../pack/index.ts';
import { formatProblem } from '../../pack/index.ts';

/** A pack of services of every kind that the finder tells apart, for people of the small pack of the tests. */

const text = (en: string) => `{ko: ${en}, zh-Hant: ${en}, en: ${en}}`;

const FACTS = `
birthday: {from: people.born_on, question: ${text('When were you born?')}}
age: {derive: 'years and months duration(birthday, applied_on).years', title: ${text('Age')}}
income:
  {type: money, unit: EUR/month, title: ${text('Income')}, ask: ${text('What do you earn?')}}
household: {type: integer, title: ${text('Household')}, ask: ${text('How many are you at home?')}}
student: {type: boolean, title: ${text('Student')}, ask: ${text('Do you study?')}}
region:
  type: enum
  title: ${text('Region')}
  ask: ${text('Where do you live?')}
  of: {north: ${text('North')}, south: ${text('South')}}
poor: {derive: income <= line(household), title: ${text('Low income')}, question: ${text('Is your income low?')}}
below: {derive: income <= line(household), title: ${text('Below the line')}}
account: {type: bank-account, title: ${text('Account')}, ask: ${text('Which account?')}}
`;

const PARAMETERS = `
line:
  title: ${text('Income line')}
  unit: EUR/month
  by: ""
  values: {2020-01-01: {1: 1000, 2: 1500, 4: 2500}}
  law: {act: Dog Act}
`;

interface Draft {
  uses: string[];
  clauses: Record<string, string>;
  amount?: string;
  worth?: string;
  facts?: string;
  parameters?: string;
  more?: string;
}

function service(id: string, { uses, clauses, amount, worth, facts, parameters, more }: Draft): [string, string] {
  const all = Object.entries(clauses).map(
    ([name, condition]) =>
      `    - {id: ${name}, if: '${condition}', text: ${text(name)}, law: {act: Dog Act, article: "1"}}`,
  );
  const lines = [
    `id: ${id}`,
    'agency: kennel',
    `title: ${text(id)}`,
    `summary: ${text(`About ${id}`)}`,
    'law: [{act: Dog Act}]',
    `uses: [${[...uses, ...(amount ? ['account'] : [])].join(', ')}]`,
    ...(facts ? [`facts:\n${facts}`] : []),
    ...(parameters ? [`parameters:\n${parameters}`] : []),
    ...(more ? [more] : []),
    `eligible:\n  all:\n${all.join('\n')}`,
    ...(amount ? [`amount: ${amount}`] : []),
    ...(worth ? [`worth: ${worth}`] : []),
    'decide: {auto: complete, otherwise: {role: keeper, within: 5 days}}',
    amount ? 'effects: [{pay: {from: dog-fund, to: account}}]' : 'effects: []',
    'examples: [{on: 2026-03-01, out: {eligible: need}}]',
  ];
  return [`services/${id}/service.yaml`, `${lines.join('\n')}\n`];
}

const SERVICES = [
  service('young-rent', {
    uses: ['age', 'poor'],
    clauses: { age: 'age in [19..34]', income: 'poor' },
    amount: 'monthly',
    worth: 'amount * 12',
    parameters: `  monthly: {title: ${text('Monthly')}, unit: EUR, values: {2020-01-01: 200}, law: {act: Dog Act}}`,
    more: 'topics: [housing]',
  }),
  service('student-grant', {
    uses: ['student', 'region'],
    clauses: { student: 'student', where: 'region = "north"' },
    amount: 'grant',
    parameters: `  grant: {title: ${text('Grant')}, unit: EUR, values: {2020-01-01: 500}, law: {act: Dog Act}}`,
    more: 'topics: [study]\nwindow: [{from: 2026-03-01, until: 2026-05-31}]',
  }),
  service('autumn-course', {
    uses: ['student'],
    clauses: { student: 'not(student)' },
    more: 'topics: [study]\nwindow: [{from: 2026-10-01, until: 2026-10-31, checked: false}]',
  }),
  service('past-voucher', {
    uses: ['region'],
    clauses: { where: 'region = "north"' },
    more: 'window: [{from: 2025-01-01, until: 2025-03-31}]',
  }),
  service('big-income', {
    uses: ['income'],
    clauses: { income: 'income >= least' },
    parameters: `  least: {title: ${text('Least')}, unit: EUR/month, values: {2020-01-01: 9000, 2027-01-01: 800}, law: {act: Dog Act}}`,
  }),
  service('own-meaning', {
    uses: [],
    clauses: { many: 'income_level = "high" or children > 2' },
    facts: `  income_level: {type: enum, title: ${text('Level')}, ask: ${text('Which level?')}, of: {high: ${text('High')}, low: ${text('Low')}}}
  children: {type: integer, title: ${text('Children')}, ask: ${text('How many children?')}}`,
  }),
  service('other-meaning', {
    uses: [],
    clauses: { few: 'children <= 1' },
    facts: `  children: {type: integer, title: ${text('Children at school')}, ask: ${text('How many at school?')}}`,
  }),
  service('with-name', {
    uses: ['birthday'],
    clauses: { named: 'is defined(nickname)', grown: 'applied_on >= birthday + duration("P18Y")' },
    facts: `  nickname: {type: text, title: ${text('Nickname')}, ask: ${text('Which nickname?')}}`,
  }),
  service('income-aid', { uses: ['below'], clauses: { income: 'below' } }),
  service('with-record', {
    uses: ['student'],
    clauses: { student: 'student', held: 'held_name != null' },
    facts: '  held_name: {from: people.name}',
  }),
];

/** The government of the finder's tests, as far as deciding needs one. */
export function finderGovernment(): Government {
  const pack = `${GOOD.get('pack.yaml')}topics: {housing: ${text('Housing')}, study: ${text('Study')}}\n`;
  const compiled = compileTexts({
    'pack.yaml': pack,
    'facts.yaml': FACTS,
    'parameters.yaml': PARAMETERS,
    ...Object.fromEntries(SERVICES),
  });
  assert.deepEqual(compiled.problems.map(formatProblem), []);
  return { pack: compiled.pack } as Government;
}
