import type { Day, Text } from '../../kernel/index.ts';
import type { Pack } from '../../pack/index.ts';
import { type Breakdown, breakdownOf } from './figures.ts';
import { dayNumber, NO_REGION, type Traits, UNKNOWN_DAY } from './traits.ts';

export const BREAKDOWNS = ['region', 'age', 'income'] as const;
export type BreakdownName = (typeof BREAKDOWNS)[number];

export interface NamedBreakdown extends Breakdown {
  titles: readonly Text[];
}

/** The youngest age of each band. */
const AGES = [0, 19, 25, 30, 35, 45, 55, 65, 75];
const TENTHS = 10;
const NOT_KNOWN: Text = { ko: '알 수 없음', 'zh-Hant': '不詳', en: 'Not known' };

/** The breakdowns that a population allows: those of which something is known. */
export function breakdownsOf(
  pack: Pack,
  traits: Pick<Traits, 'regions' | 'region' | 'bornOn' | 'income'>,
  on: Day,
): Partial<Record<BreakdownName, NamedBreakdown>> {
  return {
    ...(traits.regions.length > 0 && { region: byRegion(pack, traits) }),
    ...(traits.bornOn.some((day) => day !== UNKNOWN_DAY) && { age: byAge(traits.bornOn, on) }),
    ...(traits.income.some((income) => !Number.isNaN(income)) && { income: byIncome(traits.income) }),
  };
}

/** Every group that a row may be in, and which each row is in. */
interface Groups {
  names: readonly string[];
  titles: readonly Text[];
  groupOf: Uint16Array;
}

/** Drops the groups in which nobody is, the unknown one above all. */
function inhabited({ names, titles, groupOf }: Groups): NamedBreakdown {
  const counts = new Uint32Array(names.length);
  for (const group of groupOf) counts[group]! += 1;
  const present = names.map((_, group) => group).filter((group) => counts[group]! > 0);
  const place = new Uint16Array(names.length);
  for (const [index, group] of present.entries()) place[group] = index;
  const renumbered = groupOf.map((group) => place[group]!);
  return {
    ...breakdownOf(
      present.map((group) => names[group]!),
      renumbered,
    ),
    titles: present.map((group) => titles[group]!),
  };
}

/** The names of the regions that a pack knows. */
export function regionNames(pack: Pack): Readonly<Record<string, Text>> {
  const [registry = '', field = ''] = pack.simulation.region?.split('.') ?? [];
  return pack.registries.get(registry)?.fields[field]?.of ?? {};
}

/** The regions that the pack knows in its order, then others as they are written. */
function byRegion(pack: Pack, { regions, region }: Pick<Traits, 'regions' | 'region'>): NamedBreakdown {
  const known = regionNames(pack);
  const others = regions.filter((name) => !Object.hasOwn(known, name)).sort();
  const names = [...Object.keys(known), ...others, 'unknown'];
  const asWritten = others.map((name): Text => ({ ko: name, 'zh-Hant': name, en: name }));
  const place = regions.map((name) => names.indexOf(name));
  const groupOf = region.map((number) => (number === NO_REGION ? names.length - 1 : place[number]!));
  return inhabited({ names, titles: [...Object.values(known), ...asWritten, NOT_KNOWN], groupOf });
}

function byAge(bornOn: Traits['bornOn'], on: Day): NamedBreakdown {
  const titles = AGES.map((from, index): Text => {
    const below = AGES[index + 1];
    if (below === undefined) return { ko: `${from}세 이상`, 'zh-Hant': `${from} 歲以上`, en: `${from} and over` };
    return { ko: `${from}~${below - 1}세`, 'zh-Hant': `${from} 至 ${below - 1} 歲`, en: `${from} to ${below - 1}` };
  });
  const lastDays = AGES.map((age) => lastBirthday(on, age));
  const groupOf = Uint16Array.from(bornOn, (day) => {
    if (day === UNKNOWN_DAY || day > lastDays[0]!) return AGES.length;
    let band = 0;
    while (band + 1 < AGES.length && day <= lastDays[band + 1]!) band += 1;
    return band;
  });
  const names = [...AGES.map((from) => `from-${from}`), 'unknown'];
  return inhabited({ names, titles: [...titles, NOT_KNOWN], groupOf });
}

/** The last day on which somebody was born who has an age on a day; who was born on 29 February has it on 1 March. */
function lastBirthday(on: Day, age: number): number {
  const [year, month, day] = on.split('-').map(Number) as [number, number, number];
  const born = new Date(Date.UTC(year - age, month - 1, day));
  const overshoots = born.getUTCMonth() !== month - 1;
  return dayNumber(born.toISOString().slice(0, 10)) - Number(overshoots);
}

/** Tenths of those whose income is known, the poorest first; equal incomes stay together. */
function byIncome(income: Traits['income']): NamedBreakdown {
  const sorted = income.filter((one) => !Number.isNaN(one)).sort();
  const bounds = Float64Array.from(
    { length: TENTHS - 1 },
    (_, tenth) => sorted[Math.floor(((tenth + 1) * sorted.length) / TENTHS)]!,
  );
  const groupOf = Uint16Array.from(income, (one) => {
    if (Number.isNaN(one)) return TENTHS;
    let tenth = 0;
    while (tenth < bounds.length && one >= bounds[tenth]!) tenth += 1;
    return tenth;
  });
  const present = new Set(groupOf);
  let first = 1;
  const titles = Array.from({ length: TENTHS }, (_, tenth) => {
    const title = tenthsTitle(first, tenth + 1);
    // Where equal incomes fill several tenths, those before the last are empty.
    if (present.has(tenth)) first = tenth + 2;
    return title;
  });
  const names = [...titles.map((_, tenth) => `tenth-${tenth + 1}`), 'unknown'];
  return inhabited({ names, titles: [...titles, NOT_KNOWN], groupOf });
}

/** Tenths of incomes from one to another, 1 being the poorest. */
function tenthsTitle(from: number, to: number): Text {
  const [ko, zh, en] =
    from === to ? [`${to}`, `${to}`, `Tenth ${to}`] : [`${from}~${to}`, `${from} 至 ${to}`, `Tenths ${from} to ${to}`];
  const lowest = { ko: ` (하위 ${to}0%)`, 'zh-Hant': `（最低 ${to}0%）`, en: ` (lowest ${to}0%)` };
  const highest = {
    ko: ` (상위 ${TENTHS + 1 - from}0%)`,
    'zh-Hant': `（最高 ${TENTHS + 1 - from}0%）`,
    en: ` (highest ${TENTHS + 1 - from}0%)`,
  };
  const nothing = { ko: '', 'zh-Hant': '', en: '' };
  const ends = from === 1 && to < TENTHS ? lowest : to === TENTHS && from > 1 ? highest : nothing;
  return { ko: `소득 ${ko}분위${ends.ko}`, 'zh-Hant': `所得第 ${zh} 分位${ends['zh-Hant']}`, en: `${en}${ends.en}` };
}
