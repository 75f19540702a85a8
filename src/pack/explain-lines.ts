import { type Locale, say } from '../kernel/index.ts';
import type { Explanation } from './explain.ts';
import type { Change } from './explain-change.ts';
import { OUTCOME, WORDS } from './explain-words.ts';

const MARK = { yes: '✓', no: '✗', unknown: '?' } as const;

/** An explanation as lines of plain text, what belongs to a line indented under it. */
export function linesOf(explanation: Explanation, locale: Locale): string[] {
  const { heading, lawDay, amount, clauses, need, review } = explanation;
  return [
    heading,
    ...(amount ? [say(WORDS.amount, locale, { amount: amount.text }), ...amount.because.map(indented)] : []),
    lawDay,
    '',
    ...clauses.flatMap((clause) => clauseLines(clause, locale)),
    ...section(WORDS.need[locale], need),
    ...section(WORDS.review[locale], review),
  ];
}

/** A clause as lines: what it says, what it rests on, what would have to change. */
export function clauseLines(clause: Explanation['clauses'][number], locale: Locale): string[] {
  const { outcome, text, law, because, change } = clause;
  const said = say(WORDS.value, locale, { name: OUTCOME[outcome][locale], value: text });
  return [
    `${MARK[outcome]} ${law ? say(WORDS.noted, locale, { text: said, notes: law }) : said}`,
    ...because.map(indented),
    ...(change.length > 0 ? [indented(`→ ${WORDS.change[locale]}`), ...change.flatMap(changeLines).map(indented)] : []),
  ];
}

const changeLines = ({ text, ways }: Change): string[] => [`  - ${text}`, ...ways.flatMap(changeLines).map(indented)];

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length > 0 ? ['', title, ...lines.map((line) => `- ${line}`)] : [];

const indented = (line: string): string => `    ${line}`;
