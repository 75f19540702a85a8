import type { Day, Text } from '../../kernel/index.ts';
import type { Pack } from '../../pack/index.ts';
import type { Breakdown } from './figures.ts';

/** What a population's rows are told apart by; null where it is not known of a row. */
export interface Traits {
  region: readonly (string | null)[];
  bornOn: readonly (Day | null)[];
  income: readonly (number | null)[];
}

export type BreakdownName = 'region' | 'age' | 'income';

export interface NamedBreakdown extends Breakdown {
  titles: readonly Text[];
}

/** The youngest age of each band. */
const AGES = [0, 19, 25, 30, 35, 45, 55, 65, 75];
const TENTHS = 10;
const UNKNOWN: Text = { ko: '알 수 없음', 'zh-Hant': '不詳', en: 'Not known' };

/** The breakdowns that a population allows: those of which something is known. */
export function breakdownsOf(pack: Pack, traits: Traits, on: Day): Partial<Record<BreakdownName, NamedBreakdown>> {
  const known = (list: readonly unknown[]) => list.some((value) => value !== null);
  return {
    ...(known(traits.region) && { region: byRegion(pack, traits.region) }),
    ...(known(traits.bornOn) && { age: byAge(traits.bornOn, on) }),
    ...(known(traits.income) && { income: byIncome(traits.income) }),
  };
}

/** Everyone in one group. */
export const wholeOf = (rows: number): Breakdown => ({ groups: ['all'], groupOf: new Uint16Array(rows) });

/** Drops the groups in which nobody is, the unknown one above all. */
function grouped(names: readonly string[], titles: readonly Text[], groups: readonly number[]): NamedBreakdown {
  const present = names.map((_, group) => group).filter((group) => groups.includes(group));
  const place = new Map(present.map((group, index) => [group, index]));
  return {
    groups: present.map((group) => names[group]!),
    titles: present.map((group) => titles[group]!),
    groupOf: Uint16Array.from(groups, (group) => place.get(group)!),
  };
}

function byRegion(pack: Pack, regions: Traits['region']): NamedBreakdown {
  const [registry = '', field = ''] = pack.simulation.region?.split('.') ?? [];
  const options = pack.registries.get(registry)?.fields[field]?.of ?? {};
  const names = Object.keys(options);
  const groupOf = regions.map((region) => {
    const index = region === null ? -1 : names.indexOf(region);
    return index < 0 ? names.length : index;
  });
  return grouped([...names, 'unknown'], [...Object.values(options), UNKNOWN], groupOf);
}

function byAge(born: Traits['bornOn'], on: Day): NamedBreakdown {
  const titles = AGES.map((from, index): Text => {
    const below = AGES[index + 1];
    if (below === undefined) return { ko: `${from}세 이상`, 'zh-Hant': `${from} 歲以上`, en: `${from} and over` };
    return { ko: `${from}~${below - 1}세`, 'zh-Hant': `${from} 至 ${below - 1} 歲`, en: `${from} to ${below - 1}` };
  });
  const groupOf = born.map((day) => {
    const age = day === null ? -1 : ageOn(day, on);
    return age < 0 ? AGES.length : AGES.findLastIndex((from) => from <= age);
  });
  return grouped([...AGES.map((from) => `from-${from}`), 'unknown'], [...titles, UNKNOWN], groupOf);
}

/** Full years of age on a day. */
function ageOn(born: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) < born.slice(5) ? years - 1 : years;
}

/** Tenths of those whose income is known, the poorest first; equal incomes stay together. */
function byIncome(incomes: Traits['income']): NamedBreakdown {
  const sorted = Float64Array.from(incomes.filter((income) => income !== null)).sort();
  const bounds = Array.from(
    { length: TENTHS - 1 },
    (_, tenth) => sorted[Math.floor(((tenth + 1) * sorted.length) / TENTHS)]!,
  );
  const titles = Array.from({ length: TENTHS }, (_, tenth) => tenthTitle(tenth));
  const groupOf = incomes.map((income) => {
    if (income === null) return TENTHS;
    const above = bounds.findIndex((bound) => income < bound);
    return above < 0 ? TENTHS - 1 : above;
  });
  const names = [...titles.map((_, tenth) => `tenth-${tenth + 1}`), 'unknown'];
  return grouped(names, [...titles, UNKNOWN], groupOf);
}

function tenthTitle(tenth: number): Text {
  const words: Record<number, Text> = {
    0: { ko: '소득 1분위 (하위 10%)', 'zh-Hant': '所得第 1 分位（最低 10%）', en: 'Lowest tenth of incomes' },
    [TENTHS - 1]: {
      ko: '소득 10분위 (상위 10%)',
      'zh-Hant': '所得第 10 分位（最高 10%）',
      en: 'Highest tenth of incomes',
    },
  };
  const plain = { ko: `소득 ${tenth + 1}분위`, 'zh-Hant': `所得第 ${tenth + 1} 分位`, en: `Tenth ${tenth + 1}` };
  return words[tenth] ?? plain;
}
