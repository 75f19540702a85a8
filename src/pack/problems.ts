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
  const within = Math.min(word.length - 1, Math.max(2, Math.floor(word.length / 3)));
  const near = names
    .map((name) => ({ name, distance: editDistance(word, name) }))
    .filter(({ distance }) => distance <= within)
    .sort((a, b) => a.distance - b.distance);
  if (near[0]) return ` — did you mean ${near[0].name}?`;
  return names.length > 0 && names.length <= 8 ? ` — possible: ${names.join(', ')}` : '';
}

/** Edits of one character that turn one word into another (Levenshtein 1965). */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const replace = above[column - 1]! + Number(from[row - 1] !== to[column - 1]);
      current.push(Math.min(replace, above[column]! + 1, current[column - 1]! + 1));
    }
    above = current;
  }
  return above[to.length]!;
}
