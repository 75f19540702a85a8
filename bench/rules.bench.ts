import assert from 'node:assert/strict';
import {
  ColumnPrograms,
  parse,
  prepare,
  prepareWhatIf,
  type Rule,
  type RuleResult,
  Table,
  toScope,
  trace,
} from '../src/rules/index.ts';
import { median, type Row, rowOf } from './bench.ts';
import { decideByHand } from './rules-by-hand.ts';
import { jsonRulesEngine, zenEngine } from './rules-others.ts';
import {
  FACTS,
  type Fact,
  factOf,
  madangRules,
  makePeople,
  type People,
  personAt,
  RULES,
  TYPES,
  WORDS,
} from './rules-people.ts';

export const name = 'rules';

const PEOPLE = 1_000_000;
const ROUNDS = 9;
const WARM_UP = 3;
const ZEN_BATCH = 1000;
const ONE_BY_ONE = 200;
const TRACED = 5000;
const PARAMETERS = {};
/** One of so many facts is unknown. */
const GAP = 20;

/** Thirty rules of five conditions over a million people, on one core; beside other engines and a plain loop. */
export async function run(): Promise<Row[]> {
  const people = makePeople(PEOPLE);
  return [...(await decideAll(people)), ...(await changeThreshold(people))];
}

/** Milliseconds of the processor for several pieces of work, turn about: the middle one of each. What others do meanwhile does not count. */
async function measure<K extends string>(work: Readonly<Record<K, () => unknown>>): Promise<Record<K, number>> {
  const names = Object.keys(work) as K[];
  const taken = new Map(names.map((one) => [one, [] as number[]]));
  for (let round = -WARM_UP; round < ROUNDS; round += 1) {
    for (const one of names) {
      const before = process.cpuUsage();
      await work[one]();
      const { user, system } = process.cpuUsage(before);
      if (round >= 0) taken.get(one)!.push((user + system) / 1000);
    }
  }
  return Object.fromEntries(names.map((one) => [one, median(taken.get(one)!)])) as Record<K, number>;
}

async function decideAll(people: People): Promise<Row[]> {
  const rules = madangRules();
  const programs = new ColumnPrograms(rules, TYPES, PARAMETERS);
  const [known, gaps] = [tableOf(people, 0), tableOf(people, GAP)];
  const out = RULES.map(() => new Uint8Array(PEOPLE));
  const persons = Array.from({ length: ZEN_BATCH }, (_, row) => personAt(people, row));
  const few = persons.slice(0, ONE_BY_ONE);
  const facts = Array.from({ length: TRACED }, (_, row) => toScope(TYPES, personAt(people, row)));
  const prepared = Object.values(rules).map(prepare);
  const [zen, one] = [zenEngine(), jsonRulesEngine()];

  let ofKnown = programs.run(known);
  let ofGaps = programs.run(gaps);
  assert.deepEqual(
    Object.values(ofKnown).map(({ yes }) => yes),
    decideByHand(people, out),
  );
  assert.deepEqual(await zen(persons), countFirst(ofKnown, ZEN_BATCH));
  assert.deepEqual(await one(few), countFirst(ofKnown, ONE_BY_ONE));

  const ms = await measure({
    columns: () => {
      ofKnown = programs.run(known, { into: ofKnown });
    },
    gaps: () => {
      ofGaps = programs.run(gaps, { into: ofGaps });
    },
    hand: () => decideByHand(people, out),
    zen: () => zen(persons),
    one: () => one(few),
    traced: () => facts.map((scope) => prepared.map((rule) => trace(rule, scope, PARAMETERS).eligible)),
  });
  const perSecond = (count: number, milliseconds: number) => (count / milliseconds) * 1000;
  const columns = perSecond(PEOPLE, ms.columns);
  const hand = { what: 'the same rules by hand, a branchless loop', value: perSecond(PEOPLE, ms.hand) };
  const single = { what: 'json-rules-engine', value: perSecond(ONE_BY_ONE, ms.one) };
  const batch = { what: `ZEN in batches of ${ZEN_BATCH}`, value: perSecond(ZEN_BATCH, ms.zen) };
  return [
    rowOf('rules.columns', columns, 'people/s', hand),
    rowOf('rules.columns.unknown', perSecond(PEOPLE, ms.gaps), 'people/s', hand),
    rowOf('rules.columns.zen', columns, 'people/s', batch),
    rowOf('rules.columns.json', columns, 'people/s', single),
    rowOf('rules.traced', perSecond(TRACED, ms.traced), 'people/s', single),
  ];
}

/** How many of the first people meet each rule. */
const countFirst = (results: Readonly<Record<string, RuleResult>>, count: number): number[] =>
  Object.values(results).map(({ eligible }) =>
    eligible.subarray(0, count).reduce((sum, code) => sum + (code === 1 ? 1 : 0), 0),
  );

/** The people as a table, in which one of so many facts is unknown; none if that is 0. */
function tableOf(people: People, gap: number): Table {
  const table = new Table(TYPES);
  const portion = PEOPLE / 10;
  for (let from = 0; from < PEOPLE; from += portion) {
    const isGap = (row: number, at: number) => gap > 0 && (row * 7 + at * 3) % gap === 0;
    const column = (fact: Fact, at: number) =>
      Array.from({ length: portion }, (_, row) =>
        isGap(from + row, at) ? undefined : factOf(people, fact, from + row),
      );
    table.appendColumns(Object.fromEntries(FACTS.map((fact, at) => [fact, column(fact, at)])));
  }
  return table;
}

const THRESHOLD = ['age >= 19', 'income <= limit', 'assets < 200000000', 'homeless = false', 'region = "north"'];

/** One threshold of a rule is changed, as somebody drags it, and everybody is counted anew, by region and with amounts. */
async function changeThreshold(people: People): Promise<Row[]> {
  const clauses = THRESHOLD.map((text, at) => ({ id: `c${at}`, text, tree: parse(text) }));
  const rule: Rule = { derived: [], flags: [], clauses, amount: parse('decimal(rent * 0.6, 0)') };
  const types = { ...TYPES, limit: { kind: 'number' } } as const;
  const grouping = { groups: Uint8Array.from(people.region), count: WORDS.region.length };
  const whatIf = prepareWhatIf(rule, types, { limit: 0 }, tableOf(people, 0), grouping);
  let limit = 0;
  const next = () => {
    limit = (limit + 250_000) % 6_000_000;
    return limit;
  };
  assert.equal(whatIf.set({ limit: 3_000_000 }).yes, countByHand(people, 3_000_000).yes);
  assert.equal(whatIf.figures.total, countByHand(people, 3_000_000).total);
  const ms = await measure({ whatIf: () => whatIf.set({ limit: next() }), hand: () => countByHand(people, next()) });
  return [rowOf('rules.what-if', ms.whatIf, 'ms', { what: 'all of the rule anew, by hand', value: ms.hand })];
}

/** The same by hand, without unknown facts. */
function countByHand({ age, income, assets, homeless, region, rent }: People, limit: number) {
  const groups = WORDS.region.map(() => 0);
  let [yes, total] = [0, 0];
  for (let i = 0; i < age.length; i += 1) {
    const met =
      +(age[i]! >= 19) &
      +(income[i]! <= limit) &
      +(assets[i]! < 200_000_000) &
      +(homeless[i] === 0) &
      +(region[i] === 0);
    const tenth = rent[i]! * 6;
    const half = tenth % 10 === 5 ? Math.floor(tenth / 10) % 2 : +(tenth % 10 > 5);
    yes += met;
    total += met * (Math.floor(tenth / 10) + half);
    groups[region[i]!]! += met;
  }
  return { yes, total, groups };
}
