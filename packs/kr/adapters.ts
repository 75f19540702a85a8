import type { Numbering, Population } from '#pack';
import { businessNumber } from './business-number.ts';
import { residentNumber } from './numbering.ts';
import { people } from './population.ts';

export const numberings: Readonly<Record<string, Numbering>> = {
  'resident-number': residentNumber,
  'business-number': businessNumber,
};
export { shops } from './shops.ts';
export const population: Population = people;
