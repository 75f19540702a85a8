import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { keyThumbprint } from '../../formats/index.ts';
import type { Government } from '../../pack/index.ts';
import { unseal } from '../issuers/seal.ts';
import { sha256Of } from '../primitives.ts';
import type { PresentationRow } from './store.ts';

/*
 * The key for which an answer is encrypted: of one request, and gone with its answer.
 */

/** What it is sealed as. */
export const purposeOfKey = (id: string): string => `credentials.presentation ${id}`;

/** The public half, named by its thumbprint (RFC 7638). */
export function publicOf(key: KeyObject): JsonWebKey & { kid: string } {
  const { kty, crv, x, y } = createPublicKey(key).export({ format: 'jwk' });
  const jwk = { kty, crv, x, y } as JsonWebKey;
  return { ...jwk, kid: keyThumbprint(jwk, sha256Of) };
}

/** The secret half of a presentation that waits. */
export async function answerKeyOf(
  gov: Pick<Government, 'config'>,
  { id, answerKey, sealedBy }: Pick<PresentationRow, 'id' | 'answerKey' | 'sealedBy'>,
): Promise<KeyObject> {
  const key = await unseal(gov.config, { secret: answerKey!, sealedBy: sealedBy! }, purposeOfKey(id));
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}
