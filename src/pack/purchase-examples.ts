import { addMonths, type Day } from '../kernel/index.ts';
import type { ExampleResult } from './examples.ts';
import type { Programme } from './model-programme.ts';
import { spendingRefusal } from './spending.ts';

/** Runs the purchases that a programme gives as examples through its terms. */
export function runPurchasesOf({ id, expiry, spending, spendingExamples }: Programme): ExampleResult[] {
  return spendingExamples.map(({ out, title, on, taken, ...purchase }, index): ExampleResult => {
    const found =
      spendingRefusal(spending, { ...purchase, day: on, firstDay: taken, lastDay: lastDayOf(expiry, taken) }) ?? 'paid';
    return {
      service: id,
      number: index + 1,
      title: title ?? `purchase ${index + 1}`,
      passed: found === out,
      differences: found === out ? [] : [`out: ${out} expected, ${found} found`],
      trace: undefined,
      lawDay: on,
    };
  });
}

/** The last day on which something taken on a day can be spent. */
const lastDayOf = (expiry: Programme['expiry'], taken: Day): Day =>
  'on' in expiry ? expiry.on : addMonths(taken, expiry.months);
