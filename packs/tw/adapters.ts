import type { Numbering, Population } from '#pack';
import { nationalId } from './numbering.ts';
import { people } from './population.ts';

export const numberings: Readonly<Record<string, Numbering>> = { 'national-id': nationalId };
export const population: Population = people;
