/** Edits (insert, delete, replace one character) that turn one word into another (Levenshtein 1965). */
export function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const replace = above[column - 1]! + Number(from[row - 1] !== to[column - 1]);
      current.push(Math.min(replace, above[column]! + 1, current[column - 1]! + 1));
    }
    above = current;
  }
  return above[to.length]!;
}

/** The nearest of the possible words that is at most `within` edits away; undefined where none is. */
export function nearest(word: string, possible: Iterable<string>, within: number): string | undefined {
  const [near] = [...possible]
    .map((name) => ({ name, distance: editDistance(word, name) }))
    .filter(({ distance }) => distance <= within)
    .sort((a, b) => a.distance - b.distance);
  return near?.name;
}

/** ` — did you mean X?` with the nearest of the names that were possible, or nothing when none is near. */
export function didYouMean(word: string, possible: readonly string[]): string {
  // A word of one letter is near to every other.
  const within = Math.min(word.length - 1, Math.max(1, Math.floor(word.length / 3)));
  const near = nearest(word, possible, within);
  return near === undefined ? '' : ` — did you mean ${near}?`;
}
