import type { SignatureAlgorithm } from '../signing.ts';

/** What goes with each algorithm (RFC 7518 sections 3.4 and 6.2, RFC 8037): the key, bytes of a coordinate and of a signature. */
const ALGORITHMS = {
  ES256: { kty: 'EC', crv: 'P-256', coordinate: 32, signature: 64 },
  ES384: { kty: 'EC', crv: 'P-384', coordinate: 48, signature: 96 },
  EdDSA: { kty: 'OKP', crv: 'Ed25519', coordinate: 32, signature: 64 },
} as const;

/** Whether it is one of the three that are taken: digital signatures all, so that `none` and `HS256` are not among them. */
export function isAlgorithm(alg: unknown): alg is SignatureAlgorithm {
  return typeof alg === 'string' && Object.hasOwn(ALGORITHMS, alg);
}

/** How many bytes a signature has: r and s, each as long as the curve's order, never DER (RFC 7518 section 3.4). */
export const signatureLength = (alg: SignatureAlgorithm): number => ALGORITHMS[alg].signature;

/** Whether a public key is one for the algorithm: a key is for one algorithm only (RFC 8725 section 3.1). */
export function keyFits(jwk: JsonWebKey, alg: SignatureAlgorithm): boolean {
  const { kty, crv, coordinate } = ALGORITHMS[alg];
  if (jwk.kty !== kty || jwk.crv !== crv || !isCoordinate(jwk.x, coordinate)) return false;
  if (kty === 'EC' && !isCoordinate(jwk.y, coordinate)) return false;
  return (jwk.alg === undefined || jwk.alg === alg) && (jwk.use === undefined || jwk.use === 'sig');
}

/** Whether a key is a public one, with nothing secret in it. */
export function isPublic(jwk: JsonWebKey): boolean {
  return jwk.kty !== 'oct' && jwk.d === undefined && jwk.k === undefined;
}

/** By their length: base64url of 32 bytes, with no stray last bits, and of 48. */
const COORDINATES = { 32: /^[\w-]{42}[AEIMQUYcgkosw048]$/, 48: /^[\w-]{64}$/ } as const;

function isCoordinate(text: unknown, bytes: 32 | 48): boolean {
  return typeof text === 'string' && COORDINATES[bytes].test(text);
}
