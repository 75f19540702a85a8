/** Where a claim stands: names of members, indices of elements, null for all elements of an array (SD-JWT VC §9.1, OpenID4VP §7). */
export type ClaimPath = readonly (string | number | null)[];

/** A claims set, as JSON has it. */
export type Claims = Record<string, unknown>;

/** The media type of an SD-JWT VC in its header (SD-JWT VC §3.2.1). */
export const SD_JWT_VC = 'dc+sd-jwt';
/** The type of a key binding JWT (RFC 9901 §4.3). */
export const KEY_BINDING = 'kb+jwt';
/** The one hash function: the name in IANA's registry of named information (RFC 9901 §4.1.1). */
export const HASH = 'sha-256';

/** Claims that nobody may keep to themself, with all that is in them (SD-JWT VC §3.2.2.2). */
export const NEVER_APART: ReadonlySet<string | number | null> = new Set([
  'iss',
  'nbf',
  'exp',
  'cnf',
  'vct',
  'vct#integrity',
  'status',
]);

/** Names that carry digests, and are no claims' (RFC 9901 §4.1). */
export const DIGESTS = '_sd';
/** The name of an array element's digest. */
export const DIGEST = '...';
/** The name of the claim that says which hash function was used. */
export const HASH_CLAIM = '_sd_alg';

/** Limits on what is read: a portrait of 30 kB fits. They are ours, not the standard's. */
export const LIMITS = {
  /** Characters of a presentation, key binding included. */
  characters: 65_536,
  /** Disclosures in it. */
  disclosures: 256,
  /** Levels of the claims once everything disclosed is in its place. */
  levels: 32,
} as const;
