import type { Draw } from './draw.ts';
import type { Household, Person } from './families.ts';

/** What somebody lives on. Amounts in won. */
export interface Means {
  readonly work: 'employee' | 'self-employed' | 'left' | 'none';
  readonly isStudent: boolean;
  readonly monthly: number;
  /** Pay of last year, and that with what a business or a pension brought. */
  readonly pay: number;
  readonly yearly: number;
  readonly incomeTax: number;
  /** Assets less debts, the home not counted. */
  readonly savings: number;
}

/** From this age on: how many work, their middle pay a month, and their middle savings. */
const BY_AGE = [
  { from: 0, working: 0, pay: 0, savings: 0 },
  { from: 16, working: 0.06, pay: 600_000, savings: 500_000 },
  { from: 19, working: 0.45, pay: 1_900_000, savings: 6_000_000 },
  { from: 25, working: 0.76, pay: 2_800_000, savings: 25_000_000 },
  { from: 35, working: 0.8, pay: 3_700_000, savings: 80_000_000 },
  { from: 50, working: 0.74, pay: 3_400_000, savings: 120_000_000 },
  { from: 60, working: 0.55, pay: 2_300_000, savings: 100_000_000 },
  { from: 70, working: 0.2, pay: 1_100_000, savings: 70_000_000 },
];

/** At these ages this share studies. */
const STUDENTS = { from: 19, until: 27, share: 0.5 };
const PENSION_FROM = 65;

/** A rough tax on pay: nothing on the first 25 million won, then a growing share. */
function taxOn(pay: number): number {
  const above = Math.max(0, pay - 25_000_000);
  return Math.round(above * (above > 30_000_000 ? 0.12 : 0.06));
}

/** @param age full years */
export function meansOf(draw: Draw, { age }: Pick<Person, 'age'>): Means {
  const band = BY_AGE.findLast(({ from }) => age >= from)!;
  const isStudent = age >= STUDENTS.from && age <= STUDENTS.until && draw.happens(STUDENTS.share);
  const savings = band.savings === 0 ? 0 : draw.around(band.savings, 0.9, 100_000);
  const isWorking = draw.happens(isStudent ? 0.35 : band.working);
  if (!isWorking) {
    const pension = age >= PENSION_FROM ? draw.around(450_000, 0.5) : 0;
    const hasLeft = age >= 20 && age < PENSION_FROM && !isStudent && draw.happens(0.45);
    const pay = hasLeft ? draw.around(band.pay, 0.4) * draw.between(3, 10) : 0;
    const yearly = pay + pension * 12;
    return {
      work: hasLeft ? 'left' : 'none',
      isStudent,
      monthly: pension,
      pay,
      yearly,
      incomeTax: taxOn(pay),
      savings,
    };
  }
  const monthly = draw.around(isStudent ? 800_000 : band.pay, 0.45);
  const yearly = monthly * 12 + draw.around(1_500_000, 0.6, 100_000);
  const isSelfEmployed = !isStudent && age >= 22 && draw.happens(age < 35 ? 0.07 : 0.2);
  const pay = isSelfEmployed ? 0 : yearly;
  return {
    work: isSelfEmployed ? 'self-employed' : 'employee',
    isStudent,
    monthly,
    pay,
    yearly,
    incomeTax: taxOn(yearly),
    savings,
  };
}

/** How a household lives: in homes of its own, in a rented one, or for nothing with relatives or at work. */
export type Tenure =
  | { readonly kind: 'owned'; readonly homes: number; readonly value: number }
  | { readonly kind: 'rented'; readonly deposit: number; readonly rent: number; readonly area: number }
  | { readonly kind: 'free' };

const OWNERS = [
  { from: 0, share: 0.05 },
  { from: 30, share: 0.35 },
  { from: 40, share: 0.55 },
  { from: 50, share: 0.64 },
];

/** Homes and deposits cost about this many times as much as in the country. */
const PRICES: Readonly<Record<string, number>> = { seoul: 2.6, gyeonggi: 1.6, incheon: 1.3, busan: 1.2, sejong: 1.3 };

export function tenureOf(draw: Draw, { place, members }: Household): Tenure {
  const oldest = Math.max(...members.map(({ age }) => age));
  const price = PRICES[place.region] ?? 1;
  if (draw.happens(OWNERS.findLast(({ from }) => oldest >= from)!.share)) {
    const homes = draw.happens(0.86) ? 1 : draw.between(2, 3);
    return { kind: 'owned', homes, value: draw.around(160_000_000 * price * homes, 0.5, 1_000_000) };
  }
  if (draw.happens(0.1)) return { kind: 'free' };
  const area = Math.round(draw.around(members.length === 1 ? 28 : 62, 0.25, 1));
  if (draw.happens(0.38))
    return { kind: 'rented', deposit: draw.around(70_000_000 * price, 0.5, 1_000_000), rent: 0, area };
  const rent = draw.around(320_000 * Math.sqrt(price) * (members.length === 1 ? 1 : 1.4), 0.3);
  return { kind: 'rented', deposit: draw.around(9_000_000 * price, 0.7, 500_000), rent, area };
}

/** The median of 2026 by household size, in won a month, for the synthetic people's welfare and student aid only. */
const MEDIAN = [2_564_238, 4_199_292, 5_359_036, 6_494_738, 7_556_719, 8_555_952];

/** Income as a percentage of the median for so many people. */
export const percentOfMedian = (monthly: number, people: number): number =>
  (monthly / MEDIAN[Math.min(people, MEDIAN.length) - 1]!) * 100;

/** What an assessment leaves to a household of its assets, by region; elsewhere the last. */
const LEFT_TO = { seoul: 99_000_000, gyeonggi: 80_000_000, metropolitan: 77_000_000, elsewhere: 53_000_000 };
const METROPOLITAN = ['busan', 'daegu', 'incheon', 'gwangju', 'daejeon', 'ulsan', 'sejong'];
/** Beyond that, so much of them counts as income each month. */
const COUNTED_OF_ASSETS = 0.01;

/** The part of a household's assets that an assessment of means takes for monthly income. */
export function incomeFromAssets(assets: number, region: string): number {
  const left = METROPOLITAN.includes(region) ? LEFT_TO.metropolitan : (LEFT_TO[region as 'seoul'] ?? LEFT_TO.elsewhere);
  return Math.round(Math.max(0, assets - left) * COUNTED_OF_ASSETS);
}

/** What young people earn up to here a month does not count; of what is earned beyond it a part does. Pensions count whole. */
const YOUTH_EARNINGS = { until: 34, free: 600_000 };
const COUNTED_OF_EARNINGS = 0.7;

/** The part of somebody's income that an assessment of means recognises, a month. */
export function recognisedEarnings({ work, monthly }: Means, { age }: Pick<Person, 'age'>): number {
  if (work !== 'employee' && work !== 'self-employed') return monthly;
  const free = age <= YOUTH_EARNINGS.until ? YOUTH_EARNINGS.free : 0;
  return Math.round(Math.max(0, monthly - free) * COUNTED_OF_EARNINGS);
}

/** The brackets of student aid end at these percentages of the median; beyond the last is the tenth. */
const BRACKETS = [30, 50, 70, 90, 100, 130, 150, 200, 300];

export function bracketOf(percent: number): number {
  const index = BRACKETS.findIndex((end) => percent <= end);
  return index < 0 ? BRACKETS.length + 1 : index + 1;
}
