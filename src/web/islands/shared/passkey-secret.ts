/*
 * A secret that a passkey gives, and only it: the `prf` extension of Web Authentication (Level 3, section 10.1.4). The same
 * passkey gives the same for the same salt. What it signs is thrown away: nobody is signed in, and no server is told.
 */

/** A passkey's secret for a salt. */
export interface PasskeySecret {
  credential: ArrayBuffer;
  salt: Uint8Array<ArrayBuffer>;
  secret: BufferSource;
}

/** Why no secret was given; `no-prf`: the passkey's device or the browser gives none. */
export class PasskeyError extends Error {
  readonly reason: 'no-prf' | 'cancelled';
  constructor(reason: PasskeyError['reason']) {
    super(reason);
    this.name = 'PasskeyError';
    this.reason = reason;
  }
}

const AES = { name: 'AES-GCM', length: 256 } as const;
const SALT_BYTES = 32;

/** A salt to ask a new secret with, by chance. */
export const newSalt = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(SALT_BYTES));

/** Whether passkeys may give secrets in this browser. Older ones do not say, and are tried. */
export async function mayGiveSecrets(): Promise<boolean> {
  if (typeof PublicKeyCredential === 'undefined') return false;
  const capabilities = await PublicKeyCredential.getClientCapabilities?.();
  return capabilities?.['extension:prf'] !== false;
}

/** Asks for the secret of one of these passkeys, with finger, face or code. @throws PasskeyError */
export async function passkeySecret(
  credentials: readonly BufferSource[],
  salt: Uint8Array<ArrayBuffer>,
): Promise<PasskeySecret> {
  const shown = await askPasskey(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: newSalt(),
        allowCredentials: credentials.map((id) => ({ type: 'public-key', id })),
        userVerification: 'required',
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  const secret = shown.getClientExtensionResults().prf?.results?.first;
  if (!secret) throw new PasskeyError('no-prf');
  return { credential: shown.rawId, salt, secret };
}

/** What a ceremony answers. @throws PasskeyError `cancelled`. */
export async function askPasskey(ceremony: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const answer = await ceremony();
    if (answer) return answer as PublicKeyCredential;
  } catch {
    // Whoever cancels, waits too long or has no such passkey is told the same by the browser.
  }
  throw new PasskeyError('cancelled');
}

/** The key that a secret makes for one use, by HKDF with SHA-256 (RFC 5869). @param use what it is for. */
export async function keyOfSecret(
  secret: BufferSource,
  salt: Uint8Array<ArrayBuffer>,
  use: string,
): Promise<CryptoKey> {
  const from = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(use) };
  return crypto.subtle.deriveKey(how, from, AES, false, ['encrypt', 'decrypt']);
}
