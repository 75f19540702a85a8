import { createCipheriv } from 'node:crypto';

/** Entries of one list. */
export const LIST_SIZE = 2 ** 20;

const HALF_BITS = 10;
const HALF = 2 ** HALF_BITS;
const ROUNDS = 4;
const IV = new Uint8Array(16);

/**
 * The index at a place in the order in which a list gives out its indices: a permutation of all of them, which nobody can
 * tell from a random one without the secret. It is a Feistel network of four rounds over random functions, which Luby and
 * Rackoff showed to be enough (1988). Being small, the functions are written out, from AES-256 in counter mode.
 * @param secret 32 bytes.
 * @returns a function from places to indices, both from 0 to LIST_SIZE - 1.
 */
export function permutationOf(secret: Uint8Array): (place: number) => number {
  const stream = createCipheriv('aes-256-ctr', secret, IV).update(new Uint8Array(ROUNDS * HALF * 2));
  const rounds = Uint16Array.from({ length: ROUNDS * HALF }, (_, nth) => stream.readUInt16LE(nth * 2) % HALF);
  return (place) => {
    let [left, right] = [place >>> HALF_BITS, place % HALF];
    for (let round = 0; round < ROUNDS; round += 1) [left, right] = [right, left ^ rounds[round * HALF + right]!];
    return left * HALF + right;
  };
}
