import { nearest } from '../rules/index.ts';

/** One mistake in a pack's files. Line and column count from 1. */
export interface PackProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** `services/x/service.yaml:12:5 there is no agency "labor" — did you mean labour?`: editors and terminals can jump there. */
export const formatProblem = ({ file, line, column, message }: PackProblem): string =>
  `${file}:${line}:${column} ${message}`;

/** A pack with mistakes is refused as a whole, with all of them listed. */
export class PackError extends Error {
  readonly problems: readonly PackProblem[];

  constructor(folder: string, problems: readonly PackProblem[]) {
    const count = problems.length === 1 ? 'a mistake' : `${problems.length} mistakes`;
    super(
      `The pack in ${folder} has ${count}:\n${problems.map((problem) => `  ${formatProblem(problem)}`).join('\n')}`,
    );
    this.name = 'PackError';
    this.problems = problems;
  }
}

/** Each mistake once, by file and place: a fact that five services share is still one mistake. */
export function inOrder(problems: readonly PackProblem[]): PackProblem[] {
  const unique = new Map(problems.map((problem) => [formatProblem(problem), problem]));
  return [...unique.values()].sort(
    (a, b) => (a.file < b.file ? -1 : Number(a.file > b.file)) || a.line - b.line || a.column - b.column,
  );
}

/** ` — did you mean X?` with the nearest of the possible names, else the possible ones where they are few. */
export function didYouMean(word: string, possible: Iterable<string>): string {
  const names = [...possible];
  const near = nearest(word, names, Math.min(word.length - 1, Math.max(2, Math.floor(word.length / 3))));
  if (near !== undefined) return ` — did you mean ${near}?`;
  return names.length > 0 && names.length <= 8 ? ` — possible: ${names.join(', ')}` : '';
}
