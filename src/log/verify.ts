import { fromBase64 } from './bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';
import { commitmentOf, decodeLeaf, type Opening } from './leaf.ts';
import { isSignedBy, parseNote, parseVerifierKey } from './note.ts';
import { leafHashOf, provesInclusion } from './proof.ts';

/*
 * Checking a receipt with no trust in the server. Runs in the browser too.
 */

/** The proof that an act is in the log, as a file (`.receipt.json`). */
export interface Receipt {
  version: 1;
  /** base64 of the leaf's bytes; see `leaf.ts`. */
  leaf: string;
  /** The leaf's place in the log, from 0. */
  index: number;
  /** The size of the log that the proof is for. */
  size: number;
  /** Inclusion proof (RFC 9162 section 2.1.3), base64, leaf to root. */
  proof: string[];
  /** The signed checkpoint of that size (C2SP tlog-checkpoint). */
  checkpoint: string;
  /** The log's verifier key (C2SP signed-note). Trust one that you have from elsewhere. */
  vkey: string;
}

/** What is checked, each by itself. */
export type CheckId =
  /** The commitment in the leaf is to this content. */
  | 'content-matches'
  /** The leaf is in the log that the checkpoint describes. */
  | 'leaf-in-tree'
  /** The checkpoint is signed by the log's key and names its log. */
  | 'checkpoint-signed';

/** The outcome of a check; `null` where this machine cannot carry it out (no WebCrypto, or none with Ed25519). */
export interface Check {
  id: CheckId;
  ok: boolean | null;
}

/**
 * Checks a receipt. It never throws: whatever is malformed does not pass.
 * @param opening salt and content, where they are to be checked too. Without it there is no `content-matches`.
 * @param vkey the verifier key of the log, from a source that one trusts.
 */
export function verifyReceipt(receipt: Receipt, opening: Opening | undefined, vkey: string): Promise<Check[]> {
  const checks: CheckId[] = ['leaf-in-tree', 'checkpoint-signed'];
  if (opening) checks.unshift('content-matches');
  const carryOut: Record<CheckId, () => Promise<boolean>> = {
    'content-matches': () => contentMatches(receipt, opening!),
    'leaf-in-tree': () => leafInTree(receipt),
    'checkpoint-signed': () => checkpointSigned(receipt, vkey),
  };
  return Promise.all(checks.map(async (id) => ({ id, ok: await outcomeOf(carryOut[id]) })));
}

async function contentMatches({ leaf }: Receipt, { salt, content }: Opening): Promise<boolean> {
  return decodeLeaf(fromBase64(leaf)).commitment === (await commitmentOf(salt, content));
}

async function leafInTree({ version, leaf, index, size, proof, checkpoint }: Receipt): Promise<boolean> {
  const state = parseCheckpoint(parseNote(checkpoint).text);
  if (version !== 1 || state.size !== size) return false;
  const leafHash = await leafHashOf(fromBase64(leaf));
  return provesInclusion({ leafHash, index, size, proof: proof.map(fromBase64), root: state.root });
}

async function checkpointSigned({ checkpoint }: Receipt, vkey: string): Promise<boolean> {
  const verifier = await parseVerifierKey(vkey);
  const note = parseNote(checkpoint);
  return parseCheckpoint(note.text).origin === verifier.name && isSignedBy(note, verifier);
}

async function outcomeOf(check: () => Promise<boolean>): Promise<boolean | null> {
  // Browsers give WebCrypto only to pages that came over HTTPS or from this machine.
  if (!globalThis.crypto?.subtle) return null;
  try {
    return await check();
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotSupportedError' ? null : false;
  }
}
