/** One thing that stands on the face of a card. */
export interface FacePart {
  /** The key of its claim, as pack files have it. */
  key: string;
  text: string;
}

/** What stands on the face of a card, in one line: names as their language joins them, all else apart. */
export const joinFace = (parts: readonly FacePart[]): string =>
  parts.map((part, nth) => (nth === 0 ? '' : between(parts[nth - 1]!, part)) + part.text).join('');

function between(before: FacePart, after: FacePart): string {
  if (before.key !== 'family_name' || after.key !== 'given_name') return ' · ';
  return [before, after].every(({ text }) => /^[\p{Script=Han}\p{Script=Hangul}]+$/u.test(text)) ? '' : ' ';
}
