import { CompactEncrypt, compactDecrypt, importJWK, type JWK } from 'jose';
import type { Json } from './http.ts';
import type { Issuer } from './metadata.ts';
import { IssuanceError } from './problem.ts';

/*
 * Requests and answers as JWE (OpenID4VCI 1.0 §10), where an issuer demands it. Otherwise TLS does: nobody stands between this
 * page and the issuer who could read along.
 */

const ALG = 'ECDH-ES';
const ENCS = ['A256GCM', 'A128GCM'];

/** How one request is sent, and its answer read. */
export interface Envelope {
  /** What the request says of how it wants to be answered. */
  members: Json;
  seal(body: Json): Promise<{ body: string; type: string }>;
  open(answer: Response): Promise<Json>;
}

/** Everything as JSON. */
const PLAIN: Envelope = {
  members: {},
  seal: async (body) => ({ body: JSON.stringify(body), type: 'application/json' }),
  open: async (answer) => (await answer.json().catch(() => ({}))) as Json,
};

/** As the issuer wants it. Throws an IssuanceError where it wants what is not known here. */
export async function envelopeFor({ requestEncryption, responseEncryption, id }: Issuer): Promise<Envelope> {
  if (!requestEncryption?.required && !responseEncryption?.required) return PLAIN;
  const [requestEnc, responseEnc] = [requestEncryption, responseEncryption].map((one) =>
    ENCS.find((enc) => one?.encs.includes(enc)),
  );
  const jwk = requestEncryption?.jwks.find(
    ({ kty, crv, alg }) => kty === 'EC' && crv === 'P-256' && (alg ?? ALG) === ALG,
  );
  // Whoever wants an enciphered answer has to encipher the question, or another key could be put into it (§8.2).
  if (!jwk || !requestEnc || (responseEncryption?.required && !responseEnc))
    throw new IssuanceError('bad-issuer', `${id} encryption`);
  const theirs = await importJWK(jwk as JWK, ALG);
  const seal: Envelope['seal'] = async (body) => ({
    body: await new CompactEncrypt(new TextEncoder().encode(JSON.stringify(body)))
      .setProtectedHeader({ alg: ALG, enc: requestEnc, ...(textKid(jwk) && { kid: textKid(jwk) }) })
      .encrypt(theirs),
    type: 'application/jwt',
  });
  if (!responseEncryption?.required) return { ...PLAIN, seal };
  const own = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', own.publicKey);
  return {
    members: {
      credential_response_encryption: {
        jwk: { kty, crv, x, y, alg: ALG, use: 'enc', kid: 'answer' },
        enc: responseEnc,
      },
    },
    seal,
    async open(answer) {
      // Errors are not enciphered.
      if (!answer.headers.get('content-type')?.startsWith('application/jwt')) return PLAIN.open(answer);
      const { plaintext } = await compactDecrypt(await answer.text(), own.privateKey);
      return JSON.parse(new TextDecoder().decode(plaintext)) as Json;
    },
  };
}

const textKid = (jwk: JsonWebKey): string | undefined => (jwk as { kid?: string }).kid;
