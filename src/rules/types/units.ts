/**
 * Units of measure as products of powers: `coin/month` is coin¹·month⁻¹.
 * A unit's text is names joined by `*`, then at most one `/` and the names that divide: `kg*m/s`. No unit is ''.
 */
type Powers = ReadonlyMap<string, number>;

/** People write both; the singular is the unit's name. */
const SINGULAR: Readonly<Record<string, string>> = { days: 'day', months: 'month', years: 'year' };

const names = (part: string): string[] => part.split('*').filter((name) => name !== '' && name !== '1');

function parse(unit: string): Powers {
  const [over = '', ...under] = unit.replaceAll(' ', '').split('/');
  const powers = new Map<string, number>();
  const count = (name: string, power: number) => {
    const singular = Object.hasOwn(SINGULAR, name) ? SINGULAR[name]! : name;
    powers.set(singular, (powers.get(singular) ?? 0) + power);
  };
  for (const name of names(over)) count(name, 1);
  for (const name of under.flatMap(names)) count(name, -1);
  return powers;
}

function format(powers: Powers): string {
  const side = (sign: 1 | -1) =>
    [...powers].flatMap(([name, power]) => Array<string>(Math.max(0, power * sign)).fill(name)).sort();
  const over = side(1).join('*');
  const under = side(-1).join('*');
  return under === '' ? over : `${over || '1'}/${under}`;
}

const combine = (a: string, b: string, sign: 1 | -1): string => {
  const powers = new Map(parse(a));
  for (const [name, power] of parse(b)) powers.set(name, (powers.get(name) ?? 0) + sign * power);
  return format(powers);
};

/** A name alone, the commonest unit, is spelt but one way. */
const SIMPLE = /^[A-Za-z]*$/;

/** The unit's one spelling: `days` is `day`, `b*a` is `a*b`. */
export function normalUnit(unit = ''): string {
  if (!SIMPLE.test(unit)) return format(parse(unit));
  return Object.hasOwn(SINGULAR, unit) ? SINGULAR[unit]! : unit;
}

/** coin/month × month = coin */
export const multiplyUnits = (a = '', b = ''): string => combine(a, b, 1);

/** coin ÷ month = coin/month, coin ÷ coin = no unit */
export const divideUnits = (a = '', b = ''): string => combine(a, b, -1);
