import type { Text } from '../../kernel/index.ts';
import { fromBase64, fromBase64url } from '../bytes.ts';
import { decodeLeaf, type Opening, SALT_BYTES } from '../leaf.ts';
import { parsePolicy } from '../note/policy.ts';
import type { Receipt } from './verify.ts';

/*
 * The file of a receipt, `NAME.receipt.json`: one JSON object in UTF-8, whose members are those of `ReceiptFile` and no
 * others. Everything that a check needs is in it, so that it verifies without a network, decades later, by whoever has
 * RFC 9162 and C2SP at hand. Runs in the browser too.
 */

/**
 * What is in the file. Anyone's copy has the members of `Receipt`. The copy of the person concerned has `salt` and
 * `content` besides, which open the commitment in the leaf: who is given these may read what was done.
 */
export interface ReceiptFile extends Receipt, Partial<Opening> {
  /** That the salt was destroyed, in plain words: nobody can open this leaf any more. Never with `salt` or `content`. */
  erased?: Text;
}

/** The longest file that is read, in bytes: far more than the largest leaf, proof and content come to. */
export const FILE_LIMIT = 1_048_576;

/** Length of a SHA-256 hash in bytes. */
const HASH_BYTES = 32;

/** A proof in a log of up to 2^53 leaves has no more hashes than this. */
const LONGEST_PROOF = 53;

/** What can be wrong with a file before any check is made. */
export type FileFault = 'too-large' | 'not-json' | 'not-object' | 'missing' | 'unknown' | 'malformed';

/** A file that is no receipt. `member` is the one that the fault is about. */
export class FileError extends Error {
  readonly fault: FileFault;
  readonly member: string;

  constructor(fault: FileFault, member = '', what = '') {
    super(sentenceOf(fault, member, what));
    this.fault = fault;
    this.member = member;
  }
}

function sentenceOf(fault: FileFault, member: string, what: string): string {
  const sentences: Record<FileFault, string> = {
    'too-large': `The file has more than ${FILE_LIMIT} bytes`,
    'not-json': 'The file is not JSON in UTF-8',
    'not-object': 'The file is not one JSON object',
    missing: `"${member}" is missing`,
    unknown: `"${member}" is no member of this kind of file`,
    malformed: `"${member}" is not ${what}`,
  };
  return sentences[fault];
}

/** What each member has to be. All are needed but those after the policy. */
const MEMBERS: Record<keyof ReceiptFile, { what: string; is(value: unknown): boolean; optional?: true }> = {
  version: { what: '1', is: (value) => value === 1 },
  leaf: { what: 'base64 of a leaf', is: (value) => reads(value, (text) => decodeLeaf(fromBase64(text))) },
  index: { what: 'a whole number from 0', is: isCount },
  size: { what: 'a whole number from 0', is: isCount },
  proof: { what: `a list of at most ${LONGEST_PROOF} hashes in base64`, is: isProof },
  checkpoint: { what: 'a text', is: (value) => typeof value === 'string' },
  policy: { what: 'a policy', is: (value) => reads(value, parsePolicy) },
  salt: {
    what: `base64url of ${SALT_BYTES} bytes`,
    is: (value) => reads(value, (text) => assertLength(fromBase64url(text), SALT_BYTES)),
    optional: true,
  },
  content: { what: 'what was recorded', is: (value) => value !== undefined, optional: true },
  erased: { what: 'texts by language', is: isText, optional: true },
};

/**
 * Reads the text of a receipt file, strictly: what is not understood is not passed over. It says nothing of whether the
 * receipt is true; `verifyReceipt` does.
 * @throws FileError that names the member and what is wrong with it.
 */
export function readReceipt(text: string): ReceiptFile {
  const file = readObject(text);
  for (const name of Object.keys(file)) if (!Object.hasOwn(MEMBERS, name)) throw new FileError('unknown', name);
  for (const [name, { what, is, optional }] of Object.entries(MEMBERS)) {
    if (!Object.hasOwn(file, name)) {
      if (!optional) throw new FileError('missing', name);
    } else if (!is(file[name])) throw new FileError('malformed', name, what);
  }
  const { salt, content, erased } = file as unknown as ReceiptFile;
  if (salt !== undefined && content === undefined) throw new FileError('missing', 'content');
  if (salt === undefined && content !== undefined) throw new FileError('missing', 'salt');
  if (erased && salt !== undefined) throw new FileError('malformed', 'erased', 'true where the salt is still there');
  return file as unknown as ReceiptFile;
}

/**
 * The one JSON object that a file of proof is.
 * @throws FileError when it is too large, or something else.
 */
export function readObject(text: string): Record<string, unknown> {
  // A character has one byte at least, so that a text of this many need not be measured.
  if (text.length > FILE_LIMIT || new TextEncoder().encode(text).length > FILE_LIMIT) throw new FileError('too-large');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FileError('not-json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new FileError('not-object');
  return value as Record<string, unknown>;
}

/** What opens the leaf, where the file has it. */
export function openingOf({ salt, content }: Partial<Opening>): Opening | undefined {
  return salt === undefined ? undefined : { salt, content };
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isProof(value: unknown): boolean {
  const isHash = (hash: unknown) => reads(hash, (text) => assertLength(fromBase64(text), HASH_BYTES));
  return Array.isArray(value) && value.length <= LONGEST_PROOF && value.every(isHash);
}

function isText(value: unknown): boolean {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.values(value).every((text) => typeof text === 'string');
}

/** Whether a value is a text that this reader takes. */
function reads(value: unknown, read: (text: string) => unknown): boolean {
  if (typeof value !== 'string') return false;
  try {
    read(value);
    return true;
  } catch {
    return false;
  }
}

function assertLength(bytes: Uint8Array, length: number): void {
  if (bytes.length !== length) throw new Error(`Not ${length} bytes`);
}
