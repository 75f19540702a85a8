import type { Type, Types } from '../types/types.ts';
import { parseDate, parseDuration } from '../values/calendar.ts';
import { decimal } from '../values/decimal.ts';
import type { Json } from '../values/json.ts';
import { type Scope, type TableValue, UNKNOWN, type Value } from '../values/values.ts';
import { chance, many, pick, type Random } from './random.ts';

/** Facts of every kind that rules over a population use, with names for the generator to choose from. */

/** A bare number fits any unit, so that random rules need not mind units. */
const NUMBER: Type = { kind: 'number', bare: true };
const DATE: Type = { kind: 'date' };
const BOOLEAN: Type = { kind: 'boolean' };
const STRING: Type = { kind: 'string' };

export const REGIONS = ['north', 'south', 'east', 'west'] as const;
const ROLES = ['parent', 'child', 'other'] as const;
const CITIES = ['Taipei', '서울', 'Busan', '', '臺南'];

/** Of the members of the household; one name is that of a fact, too. */
const MEMBER: Types = {
  wage: NUMBER,
  birth: DATE,
  pupil: BOOLEAN,
  student: BOOLEAN,
  role: STRING,
};

export const FACTS: Types = {
  age: NUMBER,
  income: NUMBER,
  assets: NUMBER,
  rate: NUMBER,
  shift: NUMBER,
  homeless: BOOLEAN,
  student: BOOLEAN,
  region: STRING,
  city: STRING,
  born_on: DATE,
  applied_on: DATE,
  insured: { kind: 'duration', measure: 'days' },
  tenure: { kind: 'duration', measure: 'months' },
  home: { kind: 'record', fields: { rooms: NUMBER, since: DATE, rented: BOOLEAN } },
  household: { kind: 'list', of: { kind: 'record', fields: MEMBER } },
  scores: { kind: 'list', of: NUMBER },
  tags: { kind: 'list', of: STRING },
};

const AGES = [0, 18, 19, 64, 65, 30, 17, 120, -1, 18.5];
const MONEY = [0, 1, 1000, 999, 1001, 30000, 29999.5, 0.1, 0.2, 0.3, 1234567, 100, -500, 12.34, 99.995];
const HUGE = [
  '0',
  1,
  7,
  1e12,
  9007199254740991,
  '9007199254740993',
  '123456789012345678901234567890',
  '0.000000000001',
  -1e15,
  1125899906842624,
  3,
];
const RATES = [0, 0.6, 1, 1.5, 0.25, 0.333, -0.1, 2, 3, 0.07];
const SMALL = [0, 1, 2, 3, -1, -2, 12, 1.5, 7];
const DATES = [
  '2024-02-29',
  '2023-02-28',
  '2000-01-31',
  '1970-01-01',
  '2026-03-01',
  '1999-12-31',
  '2026-10-25',
  '1900-03-01',
  '0001-01-01',
  '9999-12-31',
  '2008-08-31',
];
const DAYS = ['P0D', 'P1D', 'P30D', 'P365D', '-P1D', 'P280D', 'PT12H', 'P10000D'];
const MONTHS = ['P0M', 'P1M', 'P1Y', 'P2Y', '-P1M', 'P18Y', 'P1Y6M', 'P13M'];

/** Literals to compare facts with: mostly values that the facts have. */
export const LITERALS = {
  number: [...AGES, ...MONEY, ...RATES, ...SMALL].map(String),
  date: DATES,
  days: DAYS.filter((text) => !text.includes('T')),
  months: MONTHS,
  text: [...REGIONS, ...ROLES, ...CITIES],
} as const;

const anyDate = (random: Random): Json =>
  chance(random, 70)
    ? pick(random, DATES)
    : new Date(Date.UTC(1950 + random.below(90), random.below(12), 1 + random.below(31))).toISOString().slice(0, 10);

const MAKE: Readonly<Record<string, (random: Random) => Json>> = {
  age: (random) => (chance(random, 50) ? random.below(100) : pick(random, AGES)),
  income: (random) => (chance(random, 40) ? random.below(60_000) : pick(random, MONEY)),
  assets: (random) => pick(random, HUGE),
  rate: (random) => pick(random, RATES),
  shift: (random) => pick(random, SMALL),
  homeless: (random) => chance(random, 50),
  student: (random) => chance(random, 50),
  region: (random) => pick(random, REGIONS),
  city: (random) => pick(random, CITIES),
  born_on: anyDate,
  applied_on: anyDate,
  insured: (random) => pick(random, DAYS),
  tenure: (random) => pick(random, MONTHS),
  rooms: (random) => random.below(8),
  since: anyDate,
  rented: (random) => chance(random, 50),
  wage: (random) => (chance(random, 50) ? random.below(40_000) : pick(random, MONEY)),
  birth: anyDate,
  pupil: (random) => chance(random, 50),
  role: (random) => pick(random, ROLES),
};

/** Some fields; each may be unknown (left out) or absent (null). */
function fieldsOf(random: Random, names: readonly string[], gaps: number): Readonly<Record<string, Json>> {
  const fields: Record<string, Json> = {};
  for (const name of names) {
    const isGap = chance(random, gaps);
    if (!isGap) fields[name] = makeFact(random, name, gaps);
    else if (chance(random, 50)) fields[name] = null;
  }
  return fields;
}

function makeFact(random: Random, name: string, gaps: number): Json {
  if (name === 'home') return fieldsOf(random, ['rooms', 'since', 'rented'], gaps);
  if (name === 'household')
    return many(random, 0, 4, () => gap(random, gaps, () => fieldsOf(random, Object.keys(MEMBER), gaps)));
  if (name === 'scores') return many(random, 0, 4, () => gap(random, gaps, () => pick(random, SMALL)));
  if (name === 'tags') return many(random, 0, 3, () => gap(random, gaps, () => pick(random, CITIES)));
  return MAKE[name]!(random);
}

/** An item of a list may be null; JSON has no unknown item. */
const gap = (random: Random, gaps: number, make: () => Json): Json => (chance(random, gaps / 2) ? null : make());

/** A row of facts as JSON, of which about so many of a hundred are unknown or null. */
export const randomRow = (random: Random, gaps: number): Readonly<Record<string, Json>> =>
  fieldsOf(random, Object.keys(FACTS), gaps);

const tableOf = (marginal: boolean, rows: readonly (readonly [string, string])[]): TableValue => ({
  kind: 'table',
  marginal,
  rows: rows.map(([from, value]) => ({ from: decimal(from), value: decimal(value) })),
});

/** Parameters of every kind: numbers, a date, durations, laws' tables, and one that is not in force yet. */
export const PARAMETERS: Types = {
  threshold: NUMBER,
  share: NUMBER,
  deadline: DATE,
  waiting: { kind: 'duration', measure: 'days' },
  grace: { kind: 'duration', measure: 'months' },
  flat_table: { kind: 'table' },
  tax_table: { kind: 'table' },
  later: NUMBER,
};

const FLAT = [
  [
    ['1', '1000'],
    ['2', '1500.5'],
    ['4', '99999'],
  ],
  [['0', '0.6']],
  [
    ['-1', '7'],
    ['0.5', '8'],
    ['30000', '12.345'],
  ],
] as const;
const MARGINAL = [
  [
    ['0', '0.05'],
    ['1000', '0.12'],
    ['30000', '0.2'],
  ],
  [['18', '1']],
  [
    ['-500', '3'],
    ['0', '0.25'],
  ],
] as const;

export const randomParameters = (random: Random): Scope => {
  const parameters: Record<string, Value> = {
    threshold: decimal(pick(random, LITERALS.number)),
    share: decimal(pick(random, RATES)),
    deadline: parseDate(pick(random, DATES)),
    waiting: parseDuration(pick(random, LITERALS.days)),
    grace: parseDuration(pick(random, MONTHS)),
    flat_table: tableOf(false, pick(random, FLAT)),
    tax_table: tableOf(true, pick(random, MARGINAL)),
    later: UNKNOWN,
  };
  return parameters;
};
