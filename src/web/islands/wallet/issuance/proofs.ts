import { SignJWT } from 'jose';
import { now } from '../../shared/clock.ts';
import { newKeyPair, publicJwk } from '../../shared/signatures.ts';

/** For whom keys are proved. */
export interface ProofFor {
  /** The Credential Issuer Identifier. */
  issuer: string;
  /** What the issuer gave to be signed, if it gives such. */
  nonce: string | undefined;
  /** Left out where nobody in particular asks (a pre-authorized code without a client). */
  clientId?: string | undefined;
}

/** Keys for so many copies, made on this device: they cannot be read out. */
export const newKeys = (count: number): Promise<CryptoKeyPair[]> =>
  Promise.all(Array.from({ length: count }, newKeyPair));

/** Proofs that whoever asks has these keys, one each (OpenID4VCI 1.0, appendix F.1). */
export const proofsOf = (keys: readonly CryptoKeyPair[], proofFor: ProofFor): Promise<string[]> =>
  Promise.all(keys.map((key) => proofOf(key, proofFor)));

async function proofOf(key: CryptoKeyPair, { issuer, nonce, clientId }: ProofFor): Promise<string> {
  const jwt = new SignJWT(nonce === undefined ? {} : { nonce })
    .setProtectedHeader({
      alg: 'ES256',
      typ: 'openid4vci-proof+jwt',
      jwk: (await publicJwk(key)) as { kty: string },
    })
    .setAudience(issuer)
    .setIssuedAt(Math.floor(now() / 1000));
  if (clientId !== undefined) jwt.setIssuer(clientId);
  return jwt.sign(key.privateKey);
}
