import { type CheckedSelfSigned, checkSelfSigned, type SelfSignedExpected } from '../../formats/index.ts';
import { trueSeconds } from '../../kernel/index.ts';
import { verifies, verifiesAside } from '../primitives.ts';

/** A proof of a device that it holds a key. */
export type KeyProof = Extract<CheckedSelfSigned, { ok: true }>;

/** A proof that its own key has signed, by ES256; undefined for anything else. */
export function keyProof(text: string, expected: Omit<SelfSignedExpected, 'at'>): KeyProof | undefined {
  const proof = readProof(text, expected);
  return proof && verifies(proof.signature) ? proof : undefined;
}

/** The same on another thread, of a key that is met again and again. */
export async function familiarProof(
  text: string,
  expected: Omit<SelfSignedExpected, 'at'>,
): Promise<KeyProof | undefined> {
  const proof = readProof(text, expected);
  return proof && (await verifiesAside(proof.signature)) ? proof : undefined;
}

function readProof(text: string, expected: Omit<SelfSignedExpected, 'at'>): KeyProof | undefined {
  const proof = checkSelfSigned(text, { ...expected, at: trueSeconds() });
  return proof.ok && proof.signature.alg === 'ES256' ? proof : undefined;
}
