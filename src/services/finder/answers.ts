import type { Government, Pack } from '../../pack/index.ts';
import type { KnownFact } from '../../registry/index.ts';
import { type AnswerProblems, type Answers, readAnswers } from '../journey/answers.ts';
import type { Knowledge } from './finding.ts';
import { type Ask, type Finder, finderOf } from './prepare.ts';

/** What somebody said to the questions of the finder, by key; null is "does not apply to me". */
export type FinderAnswers = Answers;

/** Every question of a pack by its key. */
export const asksOf = (pack: Pack): ReadonlyMap<string, Ask> => finderOf(pack).asks;

/**
 * Reads a form's answers by the keys of the questions. An empty field is no answer; `absent` names those that do not
 * apply to the person, as far as a question may be left out.
 */
export function readFinderAnswers(
  pack: Pack,
  form: Readonly<Record<string, unknown>>,
  absent: readonly string[] = [],
): { answers: FinderAnswers; problems: AnswerProblems } {
  const asks = [...asksOf(pack).values()];
  const { answers, problems } = readAnswers(
    asks.map(({ fact }) => fact),
    form,
  );
  const given = Object.entries(answers).filter(([, value]) => value !== null);
  const left = asks.filter(({ key, fact }) => fact.optional && absent.includes(key) && !Object.hasOwn(form, key));
  return { answers: Object.fromEntries([...given, ...left.map(({ key }) => [key, null])]), problems };
}

/** A value as a person types it into a form. */
export function asTyped(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

/**
 * Adds what a person says to what is known of them. What a registry says stands; what would follow from others facts is
 * taken from the person only while one of those is not known.
 */
export function withAnswers({ pack }: Pick<Government, 'pack'>, known: Knowledge, answers: FinderAnswers): Knowledge {
  const finder = finderOf(pack);
  const said: Record<string, KnownFact> = {};
  for (const [key, value] of Object.entries(answers)) {
    const fact = finder.facts.get(key);
    if (!fact || Object.hasOwn(known.facts, key) || isFound(finder, key, known)) continue;
    said[key] = { value, origin: { kind: 'answer' } };
  }
  return { ...known, facts: { ...known.facts, ...said } };
}

/** Whether a derived fact follows from what the registries say. */
function isFound({ facts, under }: Finder, key: string, known: Knowledge): boolean {
  return under.get(key)?.every((base) => !facts.has(base) || Object.hasOwn(known.facts, base)) ?? false;
}
