import type { Locale } from '../../kernel/index.ts';
import type { LawRef, Service } from '../../pack/index.ts';
import { OFFICE } from './words.ts';

/** Something that an officer is to look at, in words. */
export interface FlagText {
  id: string;
  text: string;
  law: LawRef | undefined;
}

/** The flags of a task in words: review clauses of its service, and an agreement that somebody declined. */
export function flagTexts(service: Service | undefined, flags: readonly string[], locale: Locale): FlagText[] {
  return flags.map((id) => {
    const clause = service?.review.find((review) => review.id === id);
    if (clause) return { id, text: clause.text[locale], law: clause.law };
    return { id, text: id === 'not-agreed' ? OFFICE.notAgreed[locale] : id, law: undefined };
  });
}
