import { decodeLeaf, type Leaf } from '../leaf.ts';

/*
 * The totals of the ledger as the log states them in the last leaf before each checkpoint, and what they can never be.
 * Runs in the browser too.
 */

/** The kind of the leaves that state totals. */
export const TOTALS_KIND = 'ledger.totals';

/** What such a leaf states of the ledger, as far as it is checked here. */
export interface Totals {
  /** How many transfers there have been. */
  transfers: number;
  /** By currency, whole numbers of its smallest unit in decimal. */
  currencies: Readonly<Record<string, CurrencyTotals>>;
}

interface CurrencyTotals {
  /** Of all accounts together: zero, as every transfer takes from one what it gives to another. */
  sum: string;
  /** How much has come into the books from outside. */
  issued: string;
}

/** What can be wrong with totals; those after the first three, only beside an earlier statement. */
export type TotalsFault =
  | 'malformed'
  | 'sum-not-zero'
  | 'below-zero'
  | 'transfers-fell'
  | 'issued-without-transfer'
  | 'currency-gone';

/** A leaf that states totals, as far as it is one. */
export interface TotalsLeaf {
  /** `null` where it says nothing that can be read as totals. */
  totals: Totals | null;
}

/** The totals that a leaf states; `null` when it is no such leaf of this log. */
export function readTotals(leaf: Uint8Array, origin: string): TotalsLeaf | null {
  const decoded = leafOf(leaf);
  if (decoded?.statement === undefined || decoded.kind !== TOTALS_KIND || decoded.agency !== origin) return null;
  return { totals: isTotals(decoded.statement) ? decoded.statement : null };
}

/** What is wrong with totals, by themselves and after those of an earlier leaf; `null` when nothing is. */
export function faultOf({ totals }: TotalsLeaf, earlier?: TotalsLeaf): TotalsFault | null {
  if (!totals) return 'malformed';
  const stated = Object.values(totals.currencies);
  if (stated.some(({ sum }) => sum !== '0')) return 'sum-not-zero';
  if (totals.transfers < 0 || stated.some(({ issued }) => issued.startsWith('-'))) return 'below-zero';
  return earlier?.totals ? faultBetween(earlier.totals, totals) : null;
}

function faultBetween(earlier: Totals, totals: Totals): TotalsFault | null {
  const before = Object.entries(earlier.currencies);
  if (totals.transfers < earlier.transfers) return 'transfers-fell';
  // Where a currency is left out, whatever was issued in it can no longer be seen.
  if (before.some(([currency]) => !Object.hasOwn(totals.currencies, currency))) return 'currency-gone';
  const same = Object.entries(totals.currencies).every(
    ([currency, { issued }]) => issued === (earlier.currencies[currency]?.issued ?? '0'),
  );
  // Money comes into the books by a transfer, as it moves by one.
  return totals.transfers === earlier.transfers && !same ? 'issued-without-transfer' : null;
}

function leafOf(bytes: Uint8Array): Leaf | undefined {
  try {
    return decodeLeaf(bytes);
  } catch {
    return undefined; // a leaf of another version, which states nothing that is known here
  }
}

function isTotals(statement: unknown): statement is Totals {
  const { transfers, currencies } = statement as Partial<Totals>;
  const isObject = typeof currencies === 'object' && currencies !== null && !Array.isArray(currencies);
  return Number.isSafeInteger(transfers) && isObject && Object.values(currencies).every(isCurrencyTotals);
}

/** A whole number in decimal, in its one spelling. */
const WHOLE = /^(?:0|-?[1-9]\d*)$/;

function isCurrencyTotals(value: unknown): value is CurrencyTotals {
  const { sum, issued } = (value ?? {}) as Partial<CurrencyTotals>;
  return typeof sum === 'string' && WHOLE.test(sum) && typeof issued === 'string' && WHOLE.test(issued);
}
