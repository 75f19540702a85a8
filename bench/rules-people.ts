import { parse, type Rule, type Types } from '../src/rules/index.ts';

/** Thirty rules of five conditions on twenty facts, and people with such facts. */

const NUMBERS = {
  age: 100,
  income: 6_000_000,
  assets: 300_000_000,
  rent: 1_200_000,
  debt: 80_000_000,
  savings: 50_000_000,
  household_size: 8,
  children: 5,
  months_resident: 480,
  months_insured: 360,
  weekly_hours: 60,
  distance: 90,
} as const;
const CONDITIONS = ['homeless', 'student', 'disabled', 'employed'] as const;
export const WORDS = {
  region: ['north', 'south', 'east', 'west', 'centre', 'islands'],
  housing: ['rented', 'owned', 'shared', 'none'],
  education: ['school', 'college', 'university', 'none'],
  status: ['single', 'married', 'widowed', 'divorced'],
} as const;

export type Fact = keyof typeof NUMBERS | (typeof CONDITIONS)[number] | keyof typeof WORDS;

const entries = <V>(names: readonly string[], value: (name: string) => V) =>
  Object.fromEntries(names.map((name) => [name, value(name)]));

export const TYPES: Types = {
  ...entries(Object.keys(NUMBERS), () => ({ kind: 'number' }) as const),
  ...entries(CONDITIONS, () => ({ kind: 'boolean' }) as const),
  ...entries(Object.keys(WORDS), (name) => ({ kind: 'enum', values: WORDS[name as keyof typeof WORDS] }) as const),
};

export const RULES: readonly string[] = [
  'income > 3540000 and student = true and distance > 20 and disabled = true and employed = true',
  'assets >= 171000000 and status = "widowed" and homeless = false and rent > 360000 and household_size < 7',
  'status = "single" and months_insured < 174 and disabled = false and rent >= 470000 and household_size <= 4',
  'children >= 1 and housing = "rented" and employed = true and weekly_hours >= 10 and savings <= 41000000',
  'housing = "rented" and homeless = false and rent >= 310000 and household_size < 5 and student = true',
  'age > 39 and distance <= 55 and region = "centre" and savings <= 45000000 and debt < 61000000',
  'months_insured >= 84 and student = true and status = "married" and debt <= 50000000 and months_resident > 270',
  'education = "none" and months_resident > 234 and assets < 207000000 and status = "single" and children > 1',
  'income > 3480000 and distance > 40 and region = "east" and rent <= 540000 and age > 29',
  'debt >= 22000000 and education = "university" and income < 3480000 and distance <= 50 and housing = "rented"',
  'household_size >= 2 and age <= 77 and months_insured <= 210 and rent <= 730000 and student = false',
  'housing = "rented" and homeless = false and rent > 480000 and distance > 30 and debt > 37000000',
  'household_size < 6 and assets <= 258000000 and age >= 43 and homeless = false and employed = false',
  'household_size < 6 and student = true and debt <= 49000000 and income >= 2820000 and housing = "rented"',
  'housing = "none" and region = "east" and education = "school" and debt < 58000000 and household_size >= 3',
  'housing = "rented" and employed = true and assets < 186000000 and education = "school" and status = "widowed"',
  'weekly_hours <= 55 and income > 1260000 and distance >= 15 and disabled = false and education = "university"',
  'education = "none" and student = true and rent >= 400000 and debt <= 64000000 and months_resident <= 324',
  'distance >= 35 and income >= 2640000 and savings > 19000000 and employed = false and months_insured <= 306',
  'student = true and children >= 2 and housing = "none" and region = "west" and months_insured > 204',
  'household_size >= 3 and assets <= 195000000 and age >= 52 and employed = true and months_insured <= 186',
  'months_resident >= 72 and income <= 4320000 and assets > 147000000 and weekly_hours <= 25 and savings <= 28000000',
  'months_resident > 240 and children > 3 and age < 70 and distance < 45 and household_size <= 5',
  'age <= 57 and assets <= 213000000 and months_resident > 180 and homeless = true and distance >= 55',
  'status = "married" and education = "university" and region = "islands" and debt < 39000000 and student = false',
  'children <= 3 and status = "widowed" and age < 82 and homeless = false and housing = "owned"',
  'age < 80 and income > 1440000 and children >= 1 and weekly_hours <= 30 and housing = "owned"',
  'status = "divorced" and income < 4800000 and rent <= 860000 and housing = "rented" and age <= 63',
  'debt < 70000000 and children <= 3 and income >= 3480000 and household_size > 5 and assets > 135000000',
  'months_resident <= 276 and student = false and children > 3 and employed = false and disabled = false',
];

export const CLAUSES = RULES.map((rule) => rule.split(' and '));

/** The rules as Madang has them, one clause for each condition. */
export const madangRules = (): Readonly<Record<string, Rule>> =>
  Object.fromEntries(
    CLAUSES.map((clauses, index): [string, Rule] => [
      `r${index}`,
      { derived: [], flags: [], clauses: clauses.map((text, at) => ({ id: `c${at}`, text, tree: parse(text) })) },
    ]),
  );

/** Facts of people by column: words as their places in the lists above, conditions as 0 and 1. */
export type People = Readonly<Record<Fact, Int8Array | Int16Array | Int32Array>>;

/** As narrow an array as each fact fits into. */
const arrayFor = (most: number, length: number) =>
  most < 128 ? new Int8Array(length) : most < 32_768 ? new Int16Array(length) : new Int32Array(length);

/** So many people, always the same ones (a linear congruential generator). */
export function makePeople(count: number): People {
  let state = 7;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const limits: [string, number][] = [
    ...Object.entries(NUMBERS),
    ...CONDITIONS.map((name): [string, number] => [name, 2]),
    ...Object.entries(WORDS).map(([name, words]): [string, number] => [name, words.length]),
  ];
  const columns = limits.map(([name, limit]) => {
    const values = arrayFor(limit, count);
    for (let row = 0; row < count; row += 1) values[row] = below(limit);
    return [name, values];
  });
  return Object.fromEntries(columns);
}

/** A fact of a person as JSON; unknown (undefined) every so many, if any. */
export function factOf(people: People, fact: Fact, row: number): number | string | boolean {
  const value = people[fact][row]!;
  if (fact in WORDS) return WORDS[fact as keyof typeof WORDS][value]!;
  return fact in NUMBERS ? value : value === 1;
}

export const FACTS = Object.keys(TYPES) as Fact[];

/** A person's facts as JSON. */
export const personAt = (people: People, row: number): Record<string, number | string | boolean> =>
  Object.fromEntries(FACTS.map((fact) => [fact, factOf(people, fact, row)]));
