import type { Form, Ratio } from './model-standard.ts';

/*
 * How values are made out of others: of a standard out of registers, of one version out of the next. Pure, and made of few
 * parts, so that what becomes of a value can be read off, and turned round where nothing is lost.
 */

/** Where a value comes from: undefined is not known, null is known to be absent. */
export type ReadPlace<Place> = (place: Place) => unknown;

/** The value of a form. Undefined where one of those that it is made of is not known; null where it is absent. */
export function valueBy<Place>(form: Form<Place>, read: ReadPlace<Place>): unknown {
  if (form.kind === 'absent') return null;
  if (form.kind === 'copy') return read(form.of);
  if (form.kind === 'join') {
    const parts = form.of.map((part) => valueBy(part, read));
    if (parts.includes(undefined)) return undefined;
    const there = parts.filter((part) => part !== null);
    return there.length === 0 ? null : there.join(form.with);
  }
  const value = valueBy(form.of, read);
  if (value === undefined || value === null) return value;
  return form.kind === 'scale' ? scaled(value as number, form.by) : form.values[value as string];
}

/** The places that a form reads, each once. */
export function placesOf<Place>(form: Form<Place>): Place[] {
  if (form.kind === 'absent') return [];
  if (form.kind === 'copy') return [form.of];
  const parts = form.kind === 'join' ? form.of : [form.of];
  return [...new Set(parts.flatMap(placesOf))];
}

/** A form of things that are made by forms themselves, as one: what `inner` makes is put in. */
export function through<Between, Place>(form: Form<Between>, inner: (place: Between) => Form<Place>): Form<Place> {
  switch (form.kind) {
    case 'absent':
      return form;
    case 'copy':
      return inner(form.of);
    case 'join':
      return { ...form, of: form.of.map((part) => through(part, inner)) };
    case 'scale':
      return { ...form, of: through(form.of, inner) };
    case 'recode':
      return { ...form, of: through(form.of, inner) };
  }
}

/** How what a form is made of comes back out of its value, which stands at `place`; undefined where something is lost. */
export function turnedRound<Place, Other>(
  form: Form<Place>,
  place: Other,
): { of: Place; form: Form<Other> } | undefined {
  const outer: Form<Other> = { kind: 'copy', of: place };
  if (form.kind === 'copy') return { of: form.of, form: outer };
  if (form.kind === 'absent' || form.kind === 'join' || form.of.kind !== 'copy') return undefined;
  const { of } = form.of;
  if (form.kind === 'scale')
    return { of, form: { kind: 'scale', of: outer, by: { times: form.by.over, over: form.by.times } } };
  const pairs = Object.entries(form.values).map(([from, to]): [string, string] => [to, from]);
  const values = Object.fromEntries(pairs);
  return Object.keys(values).length === pairs.length ? { of, form: { kind: 'recode', of: outer, values } } : undefined;
}

/** Digits after the point of a quotient: more than a register's values and a factor have together. */
const DIGITS = 12;

/** A number times a fraction, in decimals: 0.1 times 3 is 0.3. Beyond 12 decimals and a double's 15 digits it is rounded. */
export function scaled(value: number, { times, over }: Ratio): number {
  const { digits, decimals } = decimalOf(String(value));
  const divisor = 10n ** BigInt(decimals) * over;
  const exact = (digits * times * 10n ** BigInt(DIGITS)) / divisor;
  return Number(`${exact}e-${DIGITS}`);
}

/** A decimal such as `0.25` as a fraction. */
export function ratioOf(value: number): Ratio {
  const { digits, decimals } = decimalOf(String(value));
  return { times: digits, over: 10n ** BigInt(decimals) };
}

function decimalOf(text: string): { digits: bigint; decimals: number } {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '', part = ''] = mantissa.split('.');
  const decimals = part.length - Number(exponent);
  const digits = BigInt(whole + part) * 10n ** BigInt(Math.max(0, -decimals));
  return { digits, decimals: Math.max(0, decimals) };
}

/** A form as files write it, for everybody to read. @param nameOf how a place is written. */
export function writtenForm<Place>(form: Form<Place>, nameOf: (place: Place) => string): WrittenForm {
  switch (form.kind) {
    case 'absent':
      return { dropped: true };
    case 'copy':
      return nameOf(form.of);
    case 'join':
      return { join: form.of.map((part) => writtenForm(part, nameOf)), with: form.with };
    case 'recode':
      return { from: writtenForm(form.of, nameOf), values: form.values };
    case 'scale':
      return { from: writtenForm(form.of, nameOf), times: timesOf(form.by) };
  }
}

/** As a file has it: a name, or what is done with what it names. */
export type WrittenForm =
  | string
  | { dropped: true }
  | { join: WrittenForm[]; with: string }
  | { from: WrittenForm; values: Readonly<Record<string, string>> }
  | { from: WrittenForm; times: number };

const timesOf = (by: Ratio): number => scaled(1, by);
