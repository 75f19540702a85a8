import { readReturn } from './issuance/authorization.ts';

/** Which view a fragment names, and what it says to it. */
export interface Fragment {
  word: string;
  rest: string;
}

/**
 * Reads what stands behind the `#` of the address: a word, and behind `?` or `=` what belongs to it. All that concerns a card
 * stands there, since browsers send it to no server. Whoever comes back from a sign-in brings what OAuth writes: `code=…&state=…`.
 */
export function readFragment(hash: string): Fragment {
  const text = hash.replace(/^#/, '');
  if (readReturn(text)) return { word: 'return', rest: text };
  const [, word = '', rest = ''] = /^([a-z-]*)(?:[?=](.*))?$/s.exec(text) ?? [];
  return { word, rest };
}
