/** Longer texts are refused unread, and so is nesting deeper than this. */
export const MAX_LENGTH = 10_000;
export const MAX_DEPTH = 100;

export const TOO_LONG = `the expression is longer than ${MAX_LENGTH} characters`;
export const TOO_DEEP = `the expression is nested deeper than ${MAX_DEPTH} levels`;

/** What brackets nest in: strings and comments are passed over, a string that never ends included. */
const TOKENS = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\.\.|[([{}\])]/g;

/**
 * The place of the first bracket that is nested deeper than the limit, or undefined. One look along the text, before
 * anything is built of it. In a range (`[1..5[`, `]1..5]`) a bracket after the dots counts as a closing one.
 */
export function tooDeeplyNested(text: string): number | undefined {
  const open: { inRange: boolean }[] = [];
  for (const { 0: token, index } of text.matchAll(TOKENS)) {
    const innermost = open.at(-1);
    if (token === '..' && innermost) innermost.inRange = true;
    else if (')]}'.includes(token) || (token === '[' && innermost?.inRange)) open.pop();
    else if ('([{'.includes(token)) {
      open.push({ inRange: false });
      if (open.length > MAX_DEPTH) return index;
    }
  }
  return undefined;
}
