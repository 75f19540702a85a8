import { IssuingError } from './problems.ts';
import { type KeyProof, keyProof } from './self-signed.ts';

/** What a batch of proofs is checked against. */
export interface ProofsExpected {
  /** The issuer that they are for. */
  audience: string;
  /** Who asks; undefined for a wallet that has not said. */
  client?: string | undefined;
}

/** What a batch of proofs proves. */
export interface Proven {
  /** The device's keys, in the order of the proofs. */
  keys: JsonWebKey[];
  /** The nonce that all of them bear: whether it is one that may be used is for the caller to see to. */
  nonce: string;
}

type Given = KeyProof & { expected: ProofsExpected };

/** What each proof must be, beside a JWS that its own key has signed (OpenID4VCI appendix F.1 and F.4). */
const DEMANDS: readonly { says: string; holds(given: Given): boolean }[] = [
  { says: 'aud is this issuer, and nobody else.', holds: ({ payload, expected }) => payload.aud === expected.audience },
  {
    says: 'iss is the wallet that asks, if it is there.',
    holds: ({ payload: { iss }, expected: { client } }) => iss === undefined || client === undefined || iss === client,
  },
  { says: 'iat is there.', holds: ({ payload }) => typeof payload.iat === 'number' },
  { says: 'nonce is there.', holds: ({ payload }) => typeof payload.nonce === 'string' },
];

/**
 * The texts of a batch of proofs, out of a credential request.
 * @throws IssuingError `invalid_proof`.
 */
export function proofsIn({ proof, proofs }: Record<string, unknown>, most: number): string[] {
  if (proof !== undefined) throw badProof('Send proofs, not proof.');
  if (typeof proofs !== 'object' || proofs === null) throw badProof('proofs is missing.');
  const [jwts, ...others] = Object.entries(proofs);
  if (jwts?.[0] !== 'jwt' || others.length > 0) throw badProof('proofs holds jwt, and nothing else.');
  const texts: unknown = jwts[1];
  if (!Array.isArray(texts) || texts.length === 0 || !texts.every((text) => typeof text === 'string'))
    throw badProof('proofs.jwt is a list of texts.');
  if (texts.length > most) throw badProof(`So many copies are not issued at once: at most ${most}.`);
  return texts;
}

/**
 * Checks proofs that a device holds keys. Their time is told by the nonce, which is ours, so that a device whose clock is
 * off is not turned away (appendix F.4).
 * @throws IssuingError `invalid_proof`, or `invalid_nonce` where they bear several.
 */
export function checkProofs(texts: readonly string[], expected: ProofsExpected): Proven {
  const proofs = texts.map(verified);
  for (const proof of proofs) {
    const unmet = DEMANDS.find(({ holds }) => !holds({ ...proof, expected }));
    if (unmet) throw badProof(`A proof is not as it must be: ${unmet.says}`);
  }
  const [nonce, ...otherNonces] = new Set(proofs.map(({ payload }) => payload.nonce as string));
  if (otherNonces.length > 0) throw new IssuingError('invalid_nonce', 'All proofs of a request bear the same nonce.');
  return { keys: proofs.map(({ jwk }) => jwk), nonce: nonce! };
}

function verified(text: string): KeyProof {
  const proof = keyProof(text, { typ: 'openid4vci-proof+jwt', keyIn: keyNamedIn });
  if (proof) return proof;
  throw badProof(
    'It is no openid4vci-proof+jwt by ES256 that its own key on P-256 has signed: jwk, or kid as did:jwk.',
  );
}

const DID_JWK = /^did:jwk:([\w-]{1,1000})(?:#0)?$/;

/** The key that a proof names: as it is, or as a name that is the key itself (`did:jwk`). By one of the two, and by nothing else. */
function keyNamedIn({ jwk, kid, x5c }: Readonly<Record<string, unknown>>): unknown {
  if (x5c !== undefined) return undefined;
  if (kid === undefined) return jwk;
  const [, encoded] = DID_JWK.exec(jwk === undefined ? String(kid) : '') ?? [];
  return encoded === undefined ? undefined : jsonIn(encoded);
}

function jsonIn(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString());
  } catch {
    return undefined; // a name that is no key
  }
}

const badProof = (says: string) => new IssuingError('invalid_proof', says);
