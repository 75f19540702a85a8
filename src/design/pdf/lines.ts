/** Signs that must not begin a line, and those that must not end one (the commonest of JIS X 4051 and UAX #14). */
const NOT_FIRST = /^[，。、；：！？）」』】〉》’”…,.;:!?)\]}%]/u;
const NOT_LAST = /[（「『【〈《‘“([{]$/u;

/** Pieces of a text that stay together: words with the blanks after them, single Han signs with what clings to them. */
export function piecesOf(text: string): string[] {
  const raw = text.match(/\p{Script=Han}|[^\s\p{Script=Han}]+\s*|\s+/gu) ?? [];
  const pieces: string[] = [];
  for (const piece of raw) {
    const last = pieces.at(-1);
    if (last !== undefined && (NOT_FIRST.test(piece) || NOT_LAST.test(last) || /^\s/.test(piece)))
      pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return pieces;
}

/**
 * A text in lines that are no wider than `width`; one piece that is wider by itself is cut.
 * @param widthOf in the same unit as `width`.
 */
export function linesOf(text: string, width: number, widthOf: (line: string) => number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = [];
    let line = '';
    for (const piece of piecesOf(paragraph)) {
      if (line !== '' && widthOf((line + piece).trimEnd()) > width) {
        lines.push(line.trimEnd());
        line = '';
      }
      line += piece;
      while (widthOf(line.trimEnd()) > width && [...line].length > 1) {
        const cut = longestWithin(line, width, widthOf);
        lines.push(cut);
        line = line.slice(cut.length);
      }
    }
    return [...lines, line.trimEnd()];
  });
}

function longestWithin(line: string, width: number, widthOf: (line: string) => number): string {
  const signs = [...line];
  let count = signs.length - 1;
  while (count > 1 && widthOf(signs.slice(0, count).join('')) > width) count -= 1;
  return signs.slice(0, count).join('');
}
