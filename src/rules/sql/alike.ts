import { NotCompilable, type Place } from '../problem.ts';
import { numbered } from './dates.ts';
import { asDays } from './durations.ts';
import type { Term } from './term.ts';

/**
 * Several values in one form, so that SQL can compare them or choose between them: a plain number of days beside a
 * duration of days is one as well, and a date beside a numbered one is numbered.
 * @throws NotCompilable for values of different kinds.
 */
export function alike(terms: readonly Term[], at: Place): readonly Term[] {
  const kinds = new Set(terms.map(({ kind }) => kind).filter((kind) => kind !== 'nothing'));
  if (kinds.has('days') && kinds.has('number') && kinds.size === 2)
    return terms.map((term) => (term.kind === 'number' ? asDays(term) : term));
  if (kinds.size > 1) throw new NotCompilable(at, `cannot compare a ${[...kinds].join(' with a ')}`);
  return terms.some((term) => term.numbered) ? terms.map(numbered) : terms;
}
