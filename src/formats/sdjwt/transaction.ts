import { shortText } from '../jose/base64url.ts';
import type { Sha256 } from '../signing.ts';
import { HASH } from './model.ts';

/**
 * What a key binding JWT says of the transaction that it signs besides (OpenID4VP 1.0 appendix B.3.3).
 * @param text as it stands in `transaction_data`: its characters are hashed, and not what they spell.
 */
export const transactionClaims = (text: string, sha256: Sha256) => ({
  transaction_data_hashes: [shortText(sha256(new TextEncoder().encode(text)))],
  transaction_data_hashes_alg: HASH,
});
