/** Where somebody signs a draft. */
export const signAddress = (draft: string): string => `/consents/sign?${new URLSearchParams({ draft })}`;

/** Where the browser goes on, with what was decided. */
export function backTo(returnTo: string, decided: Record<string, string>): string {
  const [path, query = ''] = returnTo.split('?');
  return `${path}?${new URLSearchParams([...new URLSearchParams(query), ...Object.entries(decided)])}`;
}
