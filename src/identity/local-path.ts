/** Any origin will do: it only tells whether an address leaves it. */
const HERE = 'http://here.invalid';

/**
 * The address if it leads to a page of this site, otherwise undefined: where to go on after signing in comes out of
 * the address bar, and must not lead elsewhere. Read by the same rules as browsers read it (URL Standard §4), because
 * they take `/\host` and a tab in `/<tab>/host` for another site; written back as such a URL, so that it fits a header.
 */
export function localPath(text: string | undefined): string | undefined {
  if (!text?.startsWith('/') || !URL.canParse(text, HERE)) return undefined;
  const url = new URL(text, HERE);
  const path = url.pathname + url.search + url.hash;
  // `/.//host` stays here while it is read, but what is left of it, `//host`, would not.
  return url.origin === HERE && !path.startsWith('//') ? path : undefined;
}
