/**
 * Where what is known of an identifier with a path lies: the name goes between host and path (RFC 8414 section 3.1,
 * OpenID4VCI section 12.2.2). Programs that go by drafts, or by OpenID Connect Discovery, put it behind the path: both lead there.
 * @param path of the identifier, such as `/oauth`.
 */
export const wellKnownPaths = (name: string, path: string): string[] => [
  `/.well-known/${name}${path}`,
  `${path}/.well-known/${name}`,
];
