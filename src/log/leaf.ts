import { type Bytes, concat, digest, fromBase64url, toBase64url, utf8 } from './bytes.ts';
import { canonicalJson } from './canonical.ts';

/*
 * What the public log holds of an act. Everyone may read a leaf and nobody can take it back, so it says what kind of act
 * it was, when and by which agency, and of its content only a salted commitment: who destroys the salt, which lies with
 * the record, has erased the person from the log. Runs in the browser too.
 */

/** Plain JSON that everyone may read for ever: totals, keys, names from the code; never anything of a person. */
export type Statement = Readonly<Record<string, unknown>>;

/** A leaf, version 1. As bytes it is the canonical JSON (RFC 8785) of exactly its members, in UTF-8. */
export type Leaf = ActLeaf | StatementLeaf;

interface LeafHead {
  v: 1;
  /** The kind of act, for example `case.decided`: a name from the code, never a person's words. */
  kind: string;
  /** When it was done: ISO 8601 in UTC with milliseconds. */
  at: string;
  /** The agency that did it. */
  agency: string;
}

/** What an act leaves. */
export interface ActLeaf extends LeafHead {
  /** base64url of the commitment to the content; see `commitmentOf`. */
  commitment: string;
  statement?: never;
}

/** What the log states about itself or the government as a whole; `agency` is the log's origin. */
export interface StatementLeaf extends LeafHead {
  statement: Statement;
  commitment?: never;
}

/** What opens a commitment: kept by whoever owns the record. */
export interface Opening {
  /** base64url of 32 random bytes. */
  salt: string;
  content: unknown;
}

/** Length of a salt in bytes. It is fixed, so that salt and content cannot be shifted against each other. */
export const SALT_BYTES = 32;

/** The longest leaf in bytes (C2SP tlog-tiles: entry bundles write the length in 16 bits). */
export const LEAF_LIMIT = 65_535;

/** The members of each kind of leaf, in the order of canonical JSON. */
const MEMBERS = ['agency,at,commitment,kind,v', 'agency,at,kind,statement,v'];

/** Names only, so that nobody can put a person's data where it cannot be erased. */
const NAME = /^[a-z0-9]+(?:[-._:/][a-z0-9]+)*$/;

/** base64url of 32 bytes: the last character holds four bits, so that two of its own are zero. */
const COMMITMENT = /^[\w-]{42}[AEIMQUYcgkosw048]$/;

/**
 * Commitment to a content: base64url of SHA-256 over the salt's bytes, then the canonical JSON of the content.
 * @throws Error when the salt is not base64url of 32 bytes; TypeError when the content is not plain JSON.
 */
export async function commitmentOf(salt: string, content: unknown): Promise<string> {
  const bytes = fromBase64url(salt);
  if (bytes.length !== SALT_BYTES) throw new Error(`A salt has ${SALT_BYTES} bytes, not ${bytes.length}`);
  return toBase64url(await digest(concat(bytes, utf8(canonicalJson(content)))));
}

/**
 * The bytes of a leaf.
 * @throws RangeError when a member is not what a leaf may hold, or the leaf is longer than the log takes; TypeError when a
 * statement is not plain JSON.
 */
export function encodeLeaf(leaf: Leaf): Bytes {
  const { v, kind, at, agency, commitment, statement } = leaf;
  const problem = problemOf(leaf);
  if (problem) throw new RangeError(problem);
  const body = commitment === undefined ? { statement } : { commitment };
  const bytes = utf8(canonicalJson({ v, kind, at, agency, ...body }));
  if (bytes.length > LEAF_LIMIT) throw new RangeError(`A leaf has at most ${LEAF_LIMIT} bytes, not ${bytes.length}`);
  return bytes;
}

/**
 * Reads the bytes of a leaf.
 * @throws Error when they are not exactly what `encodeLeaf` writes.
 */
export function decodeLeaf(bytes: Uint8Array): Leaf {
  if (bytes.length > LEAF_LIMIT) throw new Error('Longer than a leaf');
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const leaf = JSON.parse(text) as Partial<Leaf> | null;
  const known = leaf?.v === 1 && MEMBERS.includes(Object.keys(leaf).join());
  if (!known || problemOf(leaf as Leaf) || canonicalJson(leaf) !== text) throw new Error('Not a leaf of version 1');
  return leaf as Leaf;
}

/** What is wrong with the members of a leaf, whatever their types turn out to be; undefined when nothing is. */
function problemOf({ kind, agency, at, commitment, statement }: Leaf): string | undefined {
  for (const name of [kind, agency])
    if (typeof name !== 'string' || !NAME.test(name))
      return `A leaf names kind and agency in lower case, not "${name}"`;
  if (!isInstant(at)) return `A leaf has its time in UTC with milliseconds, not "${at}"`;
  if (statement === undefined) {
    if (typeof commitment !== 'string' || !COMMITMENT.test(commitment)) return 'A commitment is base64url of 32 bytes';
  } else if (typeof statement !== 'object' || statement === null || Array.isArray(statement)) {
    return 'A statement is an object';
  }
  return undefined;
}

/** Whether a value is a time as `Date.toISOString` writes it, which has one spelling for each. */
function isInstant(at: unknown): boolean {
  if (typeof at !== 'string') return false;
  const time = Date.parse(at);
  return !Number.isNaN(time) && new Date(time).toISOString() === at;
}
