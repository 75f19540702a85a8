import { hash } from 'node:crypto';
import { encodeLeaf, type StatementLeaf } from '../../leaf.ts';
import { formatCheckpoint } from '../../note/checkpoint.ts';
import { signerOf } from '../../note/key.ts';
import { type Signer, signNote } from '../../note/note.ts';
import { formatPolicy, NO_WITNESSES, type Policy } from '../../note/policy.ts';
import { MissingFromLog } from '../../publish/errors.ts';
import type { LogSource } from '../../publish/source.ts';
import { leafHash } from '../../tree/merkle.ts';
import { plainRoot } from '../../tree/plain-tree.ts';
import { TOTALS_KIND } from '../totals.ts';

/*
 * For tests: a log in memory that is honest until it is told a lie to tell. A log is a value; what is done to it gives
 * another one, and the old one is still there, for those readers to whom the log shows it.
 */

export const ORIGIN = 'log.example.org/acts';
export const SIGNER = signerOf(ORIGIN, Buffer.alloc(32, 7));

/** Trusts that log's key, and asks for no witness. */
export const TRUST: Policy = { ...NO_WITNESSES, logs: [{ vkey: SIGNER.vkey }] };
export const TRUSTED = formatPolicy(TRUST);

/** A log as it shows itself to some reader. */
export interface Book {
  leaves: readonly Buffer[];
  note: string;
  /** What it serves as entries, where that is not its leaves. */
  entries?: readonly Buffer[];
  /** Bytes that it leaves out at the end of every bundle. */
  cut?: number;
}

/** The totals that a log states. */
export interface Stated {
  transfers: number;
  issued: string;
  sum: string;
}

const known = new WeakMap<readonly Buffer[], Buffer[]>();

const AT = '2026-11-21T08:00:00.000Z';

/** The leaf of an act; the same `number` and `world` give the same leaf. */
export function actLeaf(number: number, world = 'one'): Buffer {
  const commitment = hash('sha256', `${world} ${number}`, 'buffer').toString('base64url');
  return Buffer.from(encodeLeaf({ v: 1, kind: 'case.decided', at: AT, agency: 'social-affairs', commitment }));
}

/** The leaf of a statement. */
export function statementLeaf(kind: string, statement: StatementLeaf['statement'], agency = ORIGIN): Buffer {
  return Buffer.from(encodeLeaf({ v: 1, kind, at: AT, agency, statement }));
}

/** The leaf that states the totals after so many transfers. */
export function totalsLeaf({ transfers, issued, sum }: Stated): Buffer {
  return statementLeaf(TOTALS_KIND, { as_of: AT, accounts: 3, transfers, currencies: { XTS: { issued, sum } } });
}

/** Signs leaves as a log. */
export function sign(leaves: readonly Buffer[], signers: readonly Signer[] = [SIGNER]): Book {
  const root = plainRoot(hashesOf(leaves));
  return { leaves, note: signNote(formatCheckpoint({ origin: ORIGIN, size: leaves.length, root }), signers) };
}

/** The log with the empty tree. */
export const EMPTY: Book = sign([]);

/** The log grown by acts and the totals after them, as an honest one grows. */
export function grow({ leaves }: Book, acts: number, world?: string, signers?: readonly Signer[]): Book {
  const before = leaves.length;
  const added = Array.from({ length: acts }, (_, number) => actLeaf(before + number, world));
  return sign([...leaves, ...added, totalsLeaf({ transfers: before + acts, issued: '1000', sum: '0' })], signers);
}

/** What a log serves, whatever that is at the time. */
export function sourceOf(book: () => Book): LogSource {
  return {
    checkpoint: async () => book().note,
    async tile({ level, index, width }) {
      const hashes = hashesOf(book().leaves);
      const span = 256 ** level;
      const first = index * 256;
      if ((first + width) * span > hashes.length) throw new MissingFromLog(`No tile ${level}/${index} of ${width}`);
      const subtree = (at: number) => plainRoot(hashes.slice(at * span, (at + 1) * span));
      return Buffer.concat(Array.from({ length: width }, (_, at) => subtree(first + at)));
    },
    async entries({ index, width }) {
      const { leaves, entries = leaves, cut = 0 } = book();
      if (index * 256 + width > leaves.length) throw new MissingFromLog(`No bundle ${index} of ${width}`);
      const bundle = Buffer.concat(entries.slice(index * 256, index * 256 + width).map(prefixed));
      return bundle.subarray(0, bundle.length - cut);
    },
  };
}

function prefixed(leaf: Buffer): Buffer {
  return Buffer.concat([Buffer.of(leaf.length >> 8, leaf.length & 255), leaf]);
}

/** The hashes of leaves, computed once. */
export function hashesOf(leaves: readonly Buffer[]): Buffer[] {
  const hashes = known.get(leaves) ?? leaves.map(leafHash);
  known.set(leaves, hashes);
  return hashes;
}
