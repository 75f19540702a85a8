import { formatCheckpoint } from '../../note/checkpoint.ts';
import { signerOf } from '../../note/key.ts';
import { type Signer, signNote } from '../../note/note.ts';
import { leafHash } from '../../tree/merkle.ts';
import { plainProof, plainRoot } from '../../tree/plain-tree.ts';
import { formatRequest } from '../request.ts';

/*
 * For tests: a log that is a list of leaves, and what it sends to witnesses, by the plain definitions of RFC 9162.
 */

/** A log that shows a witness its trees of any size. */
export interface PlainLog {
  signer: Signer;
  hashes: readonly Buffer[];
  /** The signed checkpoint of its first leaves. */
  checkpoint(size: number): string;
  /** A call of add-checkpoint with the proof that the definition gives. */
  request(old: number, size: number): string;
}

/**
 * Makes a log of `size` leaves. Two of one seed are the same log up to `forkedAt`, and different ones from there on.
 * @param path tells the leaves after the fork from those of other paths.
 */
export function plainLog(
  size: number,
  { origin = 'log.example.org/plain', seed = 7, forkedAt = size, path = 'a' } = {},
): PlainLog {
  const signer = signerOf(origin, Buffer.alloc(32, seed));
  const hashes = Array.from({ length: size }, (_, index) =>
    leafHash(Buffer.from(index < forkedAt ? `${index}` : `${path} ${index}`)),
  );
  const checkpoint = (at: number) =>
    signNote(formatCheckpoint({ origin, size: at, root: plainRoot(hashes.slice(0, at)) }), [signer]);
  return {
    signer,
    hashes,
    checkpoint,
    request(old, at) {
      const proof = old > 0 && old <= at ? plainProof(old, hashes.slice(0, at)) : [];
      return formatRequest({ old, proof, checkpoint: checkpoint(at) });
    },
  };
}
