import type { ImportRow } from '#pack';
import { businessNumber } from '../business-number.ts';
import { BUSINESSES, EMPLOYERS, PLACES, type Place, ROADS, SCHOOLS } from '../names.ts';
import { type Draw, dayOf, daysAfter } from './draw.ts';
import type { Household, Person } from './families.ts';
import {
  bracketOf,
  incomeFromAssets,
  type Means,
  meansOf,
  percentOfMedian,
  recognisedEarnings,
  type Tenure,
  tenureOf,
} from './means.ts';

type Row = ImportRow['row'];
const numbersOf = (people: readonly (Person | undefined)[]) => people.flatMap((person) => person?.number ?? []);
const YEAR = 365.25;

/** Everything that the registries hold about households who belong together. */
export function* recordsOf(draw: Draw, households: readonly Household[]): Generator<ImportRow> {
  const all = new Map(households.flatMap(({ members }) => members.map((person) => [person, meansOf(draw, person)])));
  for (const household of households) {
    const tenure = tenureOf(draw, household);
    const wealth = wealthOf(household, all, tenure);
    for (const person of household.members) {
      const means = all.get(person)!;
      yield* registration(person);
      yield* property(person, means, wealth.get(person)!);
      yield* employment(draw, person, means, household);
      if (means.isStudent) yield study(draw, person, all);
      yield* childhood(draw, person, household);
    }
    yield* housing(draw, household, tenure);
    yield* protection(draw, household, all, tenure, wealth);
    yield* pregnancies(draw, household);
  }
}

function* registration({
  number,
  name,
  sex,
  born,
  father,
  mother,
  spouse,
  marriedOn,
  children,
}: Person): Generator<ImportRow> {
  yield { registry: 'persons', row: { person: number, name, sex, born_on: dayOf(born) } };
  const couple = spouse && [number, spouse.number];
  const lists = {
    parents: numbersOf([father, mother]),
    couple: sex === 'male' ? couple : couple?.reverse(),
    children: numbersOf(children),
  };
  const family = Object.fromEntries(Object.entries(lists).filter(([, list]) => list && list.length > 0));
  const married = marriedOn && { married_on: dayOf(marriedOn) };
  yield { registry: 'family-relations', row: { person: number, ...family, ...married } };
}

/** What somebody owns, and what an assessment of means recognises as their monthly income. */
interface Wealth {
  readonly homes: number;
  readonly net: number;
  readonly recognised: number;
}

/** The head owns the household's homes and has paid its deposit, and what its assets count as income is the head's. */
function wealthOf(
  { members, place }: Household,
  all: ReadonlyMap<Person, Means>,
  tenure: Tenure,
): ReadonlyMap<Person, Wealth> {
  const home = tenure.kind === 'owned' ? tenure.value : tenure.kind === 'rented' ? tenure.deposit : 0;
  const assets = home + members.reduce((sum, member) => sum + all.get(member)!.savings, 0);
  return new Map(
    members.map((member, index) => {
      const means = all.get(member)!;
      const earned = recognisedEarnings(means, member);
      if (index > 0) return [member, { homes: 0, net: means.savings, recognised: earned }];
      const homes = tenure.kind === 'owned' ? tenure.homes : 0;
      const recognised = earned + incomeFromAssets(assets, place.region);
      return [member, { homes, net: means.savings + home, recognised }];
    }),
  );
}

function* property({ number }: Person, means: Means, { homes, net, recognised }: Wealth): Generator<ImportRow> {
  const { monthly, pay, yearly, incomeTax } = means;
  yield { registry: 'incomes', row: { person: number, monthly, pay, yearly, income_tax: incomeTax } };
  yield { registry: 'assets', row: { person: number, net, recognised } };
  yield { registry: 'homes', row: { person: number, owned: homes } };
}

function* employment(draw: Draw, person: Person, means: Means, { place }: Household): Generator<ImportRow> {
  if (means.work === 'none') return;
  if (means.work === 'self-employed') {
    yield { registry: 'businesses', row: business(draw, person, means, place) };
    return;
  }
  const size = draw.happens(0.82) ? 'small-medium' : 'large';
  const longest = Math.min(25, person.age - 18.5) * YEAR;
  const worked = Math.max(20, Math.floor(longest * draw.chance() ** 2));
  const ago = means.work === 'left' ? draw.between(5, 650) : 0;
  const since = draw.daysAgo(worked + ago);
  const row: Row = {
    person: person.number,
    employer: draw.one(EMPLOYERS[size]),
    employer_size: size,
    workplace: draw.happens(0.85) ? place.region : draw.oneByShare(PLACES).region,
    since: dayOf(since),
    insured_days: worked,
    days_in_two_years: Math.min(worked, 730 - ago),
    wage: means.monthly || Math.round(means.pay / 12),
    ...(ago > 0 && { left_on: dayOf(draw.daysAgo(ago)) }),
  };
  yield { registry: 'employment-insurance', row };
}

function business(draw: Draw, { number, age }: Person, { yearly }: Means, { region, name, districts }: Place): Row {
  const opened = draw.daysAgo(Math.floor(draw.chance() * Math.min(20, age - 20) * YEAR) + 30);
  const identity = {
    number: businessNumber.make(draw.businessSerial(), { sex: '', born_on: '' }),
    name: draw.one(BUSINESSES),
  };
  return {
    owner: number,
    ...identity,
    region,
    address: `${name} ${districts[0]} ${ROADS[0]} ${age}`,
    opened_on: dayOf(opened),
    sales: Math.round((yearly * draw.between(15, 60)) / 10),
  };
}

/** The bracket of student aid goes by the means of the student and the parents. */
function study(draw: Draw, person: Person, all: ReadonlyMap<Person, Means>): ImportRow {
  const family = [person, person.father, person.mother].flatMap((member) => (member ? (all.get(member) ?? []) : []));
  const monthly = family.reduce((sum, means) => sum + means.monthly, 0);
  const level = person.age >= 24 && draw.happens(0.3) ? 'graduate' : 'undergraduate';
  const row = {
    student: person.number,
    school: draw.one(SCHOOLS),
    level,
    status: draw.happens(0.85) ? 'enrolled' : 'on-leave',
    bracket: bracketOf(percentOfMedian(monthly, family.length)),
    tuition: draw.around(3_400_000, 0.25, 1_000),
  };
  return { registry: 'enrolments', row };
}

/** Some of the young who live alone, whose parents nobody knows, have been in care; those under 19, in a shelter. */
function* childhood(draw: Draw, person: Person, { members }: Household): Generator<ImportRow> {
  const { number, born, age, father, mother } = person;
  if (members.length > 1 || father || mother || age > 24) return;
  if (age < 19) {
    const days = draw.between(10, 300);
    const entered = draw.daysAgo(days + draw.between(20, 400));
    const left = draw.happens(0.85) && { left_on: dayOf(draw.daysAgo(days)) };
    yield { registry: 'shelter-stays', row: { person: number, entered_on: dayOf(entered), ...left } };
  } else if (draw.happens(0.5)) {
    const leaves = daysAfter(born, 18 * YEAR + draw.between(0, 900));
    const entered = daysAfter(leaves, -draw.between(200, 5_000));
    const care = draw.one(['children-home', 'group-home', 'foster-family']);
    yield {
      registry: 'care-leaving',
      row: { person: number, care, entered_on: dayOf(entered), leaves_on: dayOf(leaves) },
    };
  }
}

function* housing(draw: Draw, { place, members }: Household, tenure: Tenure): Generator<ImportRow> {
  const head = members[0]!.number;
  const spouses = numbersOf([members[0], members[0]!.spouse]);
  const street = `${place.name} ${draw.one(place.districts)} ${draw.one(ROADS)} ${draw.between(1, 320)}`;
  const address = draw.happens(0.7) ? `${street}, ${draw.between(1, 19)}0${draw.between(1, 8)}호` : street;
  yield { registry: 'households', row: { head, members: numbersOf(members), region: place.region, address } };
  if (tenure.kind !== 'rented') return;
  const since = draw.daysAgo(draw.between(5, 700));
  const { deposit, rent, area } = tenure;
  const term = { since: dayOf(since), until: dayOf(daysAfter(since, 730)) };
  yield { registry: 'rental-contracts', row: { tenant: head, spouses, deposit, rent, area, ...term } };
}

/** Welfare ends at these percentages of the median, and above this much a household has too much. */
const WELFARE = [
  { kind: 'livelihood', until: 32 },
  { kind: 'medical', until: 40 },
  { kind: 'housing', until: 48 },
  { kind: 'near-poor', until: 52 },
];
const WELFARE_ASSETS = 60_000_000;
const DISABLED = [
  { from: 0, share: 0.01 },
  { from: 20, share: 0.03 },
  { from: 50, share: 0.07 },
  { from: 65, share: 0.15 },
];

/** Welfare, health insurance and disabilities of a household. */
function* protection(
  draw: Draw,
  { members }: Household,
  all: ReadonlyMap<Person, Means>,
  tenure: Tenure,
  wealth: ReadonlyMap<Person, Wealth>,
): Generator<ImportRow> {
  const means = members.map((member) => all.get(member)!);
  const recognised = members.reduce((sum, member) => sum + wealth.get(member)!.recognised, 0);
  const percent = percentOfMedian(recognised, members.length);
  const savings = means.reduce((sum, own) => sum + own.savings, 0);
  const isPoor = tenure.kind !== 'owned' && savings <= WELFARE_ASSETS && draw.happens(0.8);
  const kind = isPoor ? WELFARE.find(({ until }) => percent <= until)?.kind : undefined;
  const since = dayOf(draw.daysAgo(draw.between(40, 2_000)));
  const isCovered = kind === 'livelihood' || kind === 'medical';
  const hasEmployee = means.some(({ work }) => work === 'employee');
  for (const [index, { number, age }] of members.entries()) {
    if (kind) yield { registry: 'welfare-entitlements', row: { person: number, kind, since } };
    yield { registry: 'health-insurance', row: { person: number, ...cover(means[index]!, isCovered, hasEmployee) } };
    if (draw.happens(DISABLED.findLast(({ from }) => age >= from)!.share))
      yield { registry: 'disabilities', row: { person: number, severe: draw.happens(0.37), since } };
  }
}

/** Some wives expect a child; of mothers of babies, the last pregnancy is kept. */
function* pregnancies(draw: Draw, { members }: Household): Generator<ImportRow> {
  for (const woman of members.filter(({ sex }) => sex === 'female')) {
    const youngest = woman.children.at(-1);
    const { number: mother, age, spouse } = woman;
    if (youngest && youngest.age < 2) {
      const due = dayOf(daysAfter(youngest.born, draw.between(-10, 14)));
      yield { registry: 'pregnancies', row: { mother, due_on: due, babies: 1 } };
    } else if (spouse && age >= 24 && age <= 42 && draw.happens(0.1)) {
      const due = dayOf(daysAfter(draw.today, draw.between(3, 230)));
      yield { registry: 'pregnancies', row: { mother, due_on: due, babies: draw.happens(0.97) ? 1 : 2 } };
    }
  }
}

function cover({ work, monthly }: Means, isCovered: boolean, hasEmployee: boolean): Row {
  if (isCovered) return { kind: 'medical-aid', premium: 0 };
  if (work === 'employee') return { kind: 'employee', premium: Math.round(monthly * 0.036) };
  if (hasEmployee && work !== 'self-employed') return { kind: 'dependant', premium: 0 };
  return { kind: 'self-employed', premium: 20_000 + Math.round(monthly * 0.03) };
}
