import { fromBase64 } from '../bytes.ts';
import { commitmentOf, decodeLeaf, type Opening } from '../leaf.ts';
import { isWitnessed } from '../note/cosignature.ts';
import { isUnsupported, parseNote } from '../note/note.ts';
import { parsePolicy } from '../note/policy.ts';
import { checkpointOf, isSignedByLog } from '../note/signed.ts';
import { leafHashOf, provesInclusion } from '../tree/proof.ts';

/*
 * Checking a receipt with no trust in the server. Runs in the browser too.
 */

/** The proof that an act is in the log. As a file it is a `ReceiptFile`; see `file.ts`. */
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
  /** The signed checkpoint of that size with its cosignatures (C2SP tlog-checkpoint, tlog-cosignature). */
  checkpoint: string;
  /** The keys of the log and of its witnesses (C2SP tlog-policy), as the log gives them. Better trust your own copy. */
  policy: string;
}

/** What is checked, each by itself. */
export type CheckId =
  /** The commitment in the leaf is to this content. */
  | 'content-matches'
  /** The leaf is in the log that the checkpoint describes. */
  | 'leaf-in-tree'
  /** The checkpoint is signed by a key of the log that it names. */
  | 'checkpoint-signed'
  /** As many witnesses as the policy asks for have signed it, too. */
  | 'checkpoint-witnessed';

/** The outcome of a check; `null` where this machine cannot carry it out (no WebCrypto, or none with the algorithm). */
export interface Check {
  id: CheckId;
  ok: boolean | null;
}

/**
 * Checks a receipt. It never throws: whatever is malformed does not pass.
 * @param opening salt and content, where they are to be checked too. Without it there is no `content-matches`.
 * @param policy the keys that one trusts and how many witnesses one asks for (c2sp.org/tlog-policy).
 */
export function verifyReceipt(receipt: Receipt, opening: Opening | undefined, policy: string): Promise<Check[]> {
  const checks: CheckId[] = ['leaf-in-tree', 'checkpoint-signed', 'checkpoint-witnessed'];
  if (opening) checks.unshift('content-matches');
  const carryOut: Record<CheckId, () => Promise<boolean>> = {
    'content-matches': () => contentMatches(receipt, opening!),
    'leaf-in-tree': () => leafInTree(receipt),
    'checkpoint-signed': () => isSignedByLog(receipt.checkpoint, parsePolicy(policy)),
    'checkpoint-witnessed': () => isWitnessed(parseNote(receipt.checkpoint), parsePolicy(policy)),
  };
  return Promise.all(checks.map(async (id) => ({ id, ok: await outcomeOf(carryOut[id]) })));
}

async function contentMatches({ leaf }: Receipt, { salt, content }: Opening): Promise<boolean> {
  return decodeLeaf(fromBase64(leaf)).commitment === (await commitmentOf(salt, content));
}

async function leafInTree({ version, leaf, index, size, proof, checkpoint }: Receipt): Promise<boolean> {
  const state = checkpointOf(checkpoint);
  if (version !== 1 || state.size !== size) return false;
  const leafHash = await leafHashOf(fromBase64(leaf));
  return provesInclusion({ leafHash, index, size, proof: proof.map(fromBase64), root: state.root });
}

async function outcomeOf(check: () => Promise<boolean>): Promise<boolean | null> {
  // Browsers give WebCrypto only to pages that came over HTTPS or from this machine.
  if (!globalThis.crypto?.subtle) return null;
  try {
    return await check();
  } catch (error) {
    return isUnsupported(error) ? null : false;
  }
}
