import type { Numbering, Population } from '#pack';
import { businessNumber } from './business-number.ts';
import { nationalId } from './numbering.ts';
import { people } from './population.ts';

export const numberings: Readonly<Record<string, Numbering>> = {
  'national-id': nationalId,
  'business-number': businessNumber,
};
export { shops } from './shops.ts';
export const population: Population = people;
