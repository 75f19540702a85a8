import { commitmentOf, encodeLeaf } from '../leaf.ts';
import { formatCheckpoint } from '../note/checkpoint.ts';
import { cosignerOf, signerOf } from '../note/key.ts';
import { signNote } from '../note/note.ts';
import { formatPolicy, type Policy } from '../note/policy.ts';
import { leafHash } from '../tree/merkle.ts';
import { plainPath, plainRoot } from '../tree/plain-tree.ts';
import type { ReceiptFile } from './file.ts';

/*
 * For tests: receipts of a small log that is nowhere stored, with witnesses.
 */

const seedOf = (number: number) => Buffer.alloc(32, number);
const witnessOf = (name: string, number: number) => cosignerOf(name, { algorithm: 'ed25519', seed: seedOf(number) });

export const signer = signerOf('log.example.org/acts', seedOf(7));
export const witnesses = [witnessOf('witness.example.org/a', 11), witnessOf('witness.example.org/b', 12)];
/** Somebody whom no policy names. */
export const stranger = witnessOf('stranger.example.org', 13);

const policy: Policy = {
  logs: [{ vkey: signer.vkey }],
  witnesses: witnesses.map(({ vkey }, at) => ({ name: `w${at + 1}`, vkey })),
  groups: [{ name: 'both', least: 2, members: ['w1', 'w2'] }],
  quorum: 'both',
};

/** A policy that asks for every witness. */
export const POLICY_OF_ALL = formatPolicy(policy);

/** The time that witnesses give, in whole seconds since 1970. */
export const WITNESSED_AT = 1_772_413_260;

/** What an act of the small log holds. */
export const contentOf = (index: number) => ({ case: `C-${index}`, name: '王小明', amount: 81_600 + index });

const saltOf = (index: number) => Buffer.alloc(32, 100 + index).toString('base64url');

async function leafOf(index: number): Promise<Uint8Array> {
  const commitment = await commitmentOf(saltOf(index), contentOf(index));
  const at = new Date(Date.UTC(2026, 2, 2, 1, 0, index)).toISOString();
  return encodeLeaf({ v: 1, kind: 'case.decided', at, agency: 'social-affairs', commitment });
}

/** A checkpoint of these leaves, signed by the log and cosigned by these witnesses. */
export function checkpointOf(
  leaves: readonly Uint8Array[],
  origin = signer.name,
  by = witnesses,
  log = signer,
): string {
  const text = formatCheckpoint({ origin, size: leaves.length, root: plainRoot(leaves.map(leafHash)) });
  return signNote(text, [log]) + by.map((witness) => witness.cosign(text, WITNESSED_AT)).join('');
}

/** The leaves of a log of this size. */
export function leavesOf(size: number): Promise<Uint8Array[]> {
  return Promise.all(Array.from({ length: size }, (_, index) => leafOf(index)));
}

/** The owner's receipt of one act, in a log of this size. */
export async function madeReceipt({ size, index }: { size: number; index: number }): Promise<ReceiptFile> {
  const leaves = await leavesOf(size);
  return {
    version: 1,
    leaf: Buffer.from(leaves[index]!).toString('base64'),
    index,
    size,
    proof: plainPath(index, leaves.map(leafHash)).map((hash) => hash.toString('base64')),
    checkpoint: checkpointOf(leaves),
    policy: POLICY_OF_ALL,
    salt: saltOf(index),
    content: contentOf(index),
  };
}
