import { fromBase64, toBase64 } from '../bytes.ts';

/*
 * Checkpoints (https://c2sp.org/tlog-checkpoint): the text of a signed note that says how large a log is and what root it
 * has. Runs in the browser too.
 */

/** A log's state: its name, number of leaves and root. */
export interface Checkpoint {
  origin: string;
  size: number;
  root: Uint8Array;
}

const ROOT_BYTES = 32;

/** The text of a checkpoint. There are no extension lines: nobody could audit them. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`;
}

/**
 * Reads the text of a checkpoint. Extension lines are allowed and passed over.
 * @throws Error when it is malformed, or larger than a number can count.
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n');
  const wellFormed = text.endsWith('\n') && origin && size && root && /^(0|[1-9]\d*)$/.test(size);
  if (!wellFormed || extensions.includes('')) throw new Error('Not a checkpoint');
  const checkpoint = { origin, size: Number(size), root: fromBase64(root) };
  if (!Number.isSafeInteger(checkpoint.size) || checkpoint.root.length !== ROOT_BYTES)
    throw new Error('Not a checkpoint');
  return checkpoint;
}
