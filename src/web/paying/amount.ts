import type { Currency } from '../../kernel/index.ts';

/** No purchase is larger, in the currency's unit: longer numbers are slips of the finger. */
const MOST_DIGITS = 10;

/**
 * An amount as it was typed, in minor units; undefined for what is none. Full-width digits, commas between groups and
 * blanks are nothing to stumble over.
 */
export function readAmount(text: string, { decimals }: Currency): number | undefined {
  const plain = text.normalize('NFKC').replaceAll(/[\s,]/g, '');
  const [, whole = '', fraction = ''] = /^(\d+)(?:\.(\d*))?$/.exec(plain) ?? [];
  if (whole === '' || fraction.length > decimals) return undefined;
  const digits = whole.replace(/^0+/, '');
  if (digits.length > MOST_DIGITS) return undefined;
  return Number(digits + fraction.padEnd(decimals, '0')) || undefined;
}

/** An amount as it is typed: what `readAmount` reads back. */
export function typedAmount(minor: number, { decimals }: Currency): string {
  return (minor / 10 ** decimals).toLocaleString('en', { minimumFractionDigits: decimals });
}
