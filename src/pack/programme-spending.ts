import { referClass, referRegion } from './land.ts';
import type { Programme, SpendingExample, SpendingTerms } from './model-programme.ts';
import { refer } from './parts.ts';
import type { Desk } from './programme-desk.ts';

/** Until when it can be spent, and on what. */
export function compileSpending(desk: Desk): { expiry: Programme['expiry']; spending: SpendingTerms } {
  const { yaml, minor } = desk;
  const { not_for: goods = {}, most = {} } = yaml.spend;
  const limit = (key: keyof typeof most) => {
    const amount = most[key];
    return amount === undefined ? undefined : minor(amount, 'spend', 'most', key);
  };
  return {
    expiry: compileExpiry(desk),
    spending: {
      regions: compileRegions(desk),
      classes: compileClasses(desk),
      goods,
      mostAtOnce: limit('at_once'),
      mostADay: limit('a_day'),
      mostADayAtOneShop: limit('a_day_at_one_shop'),
    },
  };
}

function compileExpiry({ yaml, file }: Desk): Programme['expiry'] {
  const { until, within } = yaml.spend;
  if ((until === undefined) === (within === undefined))
    file.mistake(['spend'], 'either "until" or "within": when does it expire?');
  if (until === undefined) return { months: Number.parseInt(within ?? '', 10) };
  if (until < yaml.window.until)
    file.mistake(['spend', 'until'], `it would expire while it can be taken, until ${yaml.window.until}`);
  return { on: until };
}

function compileRegions({ yaml, land, at, file }: Desk): SpendingTerms['regions'] {
  const { regions = 'any' } = yaml.spend;
  if (regions === 'home' && land.hasRegions && Object.keys(land.regions).length === 0)
    file.mistake(['spend', 'regions'], 'pack.yaml does not say under "regions" where people live');
  if (typeof regions === 'string') return regions;
  for (const [index, region] of regions.entries()) referRegion(land, region, at('spend', 'regions', index));
  return regions;
}

function compileClasses({ yaml, land, at, file }: Desk): SpendingTerms['classes'] {
  const { only, except = [] } = yaml.spend.classes ?? {};
  if (only && yaml.spend.classes?.except) file.mistake(['spend', 'classes'], 'either "only" or "except"');
  const key = only ? 'only' : 'except';
  for (const [index, id] of (only ?? except).entries()) referClass(land, id, at('spend', 'classes', key, index));
  return only ? { admitted: only } : { refused: except };
}

/** A purchase that the file gives as an example. @param index its place in the list. */
export function compilePurchase(
  { yaml, land, at, minor }: Desk,
  { goods }: SpendingTerms,
  index: number,
): SpendingExample {
  const purchase = yaml.purchases[index]!;
  const place = (...path: (string | number)[]) => at('purchases', index, ...path);
  referClass(land, purchase.class, place('class'));
  referRegion(land, purchase.region, place('region'));
  if (purchase.home !== undefined) referRegion(land, purchase.home, place('home'));
  for (const [item, good] of (purchase.goods ?? []).entries())
    refer(goods, good, 'good under "not_for"', place('goods', item));
  const amountOf = (key: 'amount' | 'spent_today' | 'spent_today_here') =>
    minor(purchase[key] ?? 0, 'purchases', index, key);
  return {
    title: purchase.title,
    class: purchase.class,
    region: purchase.region,
    home: purchase.home,
    amount: amountOf('amount'),
    goods: purchase.goods ?? [],
    spentToday: amountOf('spent_today'),
    spentTodayHere: amountOf('spent_today_here'),
    on: purchase.on,
    taken: purchase.taken ?? yaml.window.from,
    out: purchase.out,
  };
}
