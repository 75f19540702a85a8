import type { KeyObject } from 'node:crypto';
import { compactDecrypt } from 'jose';
import { AppError } from '../../kernel/index.ts';

/** Characters of an answer: some cards with a picture each. */
const MOST_CHARACTERS = 400_000;

/**
 * Opens an answer: a compact JWE by ECDH-ES with A128GCM or A256GCM (OpenID4VP 1.0 section 8.3), and the JSON in it.
 * @throws AppError `bad-request` for anything else.
 */
export async function decrypted(response: string, key: KeyObject): Promise<unknown> {
  try {
    if (response.length > MOST_CHARACTERS) throw new RangeError('too long');
    const { plaintext, protectedHeader } = await compactDecrypt(response, key, {
      keyManagementAlgorithms: ['ECDH-ES'],
      contentEncryptionAlgorithms: ['A128GCM', 'A256GCM'],
    });
    if (protectedHeader.zip !== undefined) throw new RangeError('compressed');
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(plaintext));
  } catch (error) {
    throw new AppError('bad-request', 'The answer is not encrypted for this request.', { cause: error });
  }
}
