import { keyOfSecret, type PasskeySecret } from './passkey-secret.ts';
import { openBytes, sealBytes } from './sealed.ts';

/*
 * Locking what only its owner opens again: with a secret that a passkey gives (HKDF, RFC 5869), or with a passphrase (PBKDF2
 * with HMAC-SHA-256, RFC 8018 section 5.2); each over a salt of its own, then AES-256-GCM (NIST SP 800-38D). Whoever has
 * neither learns nothing but the length, changes nothing unseen, and puts nothing in another's place.
 */

/** How to come to the key, but for the secret. Salt and nonce in base64, the passkey's id in base64url. */
export type Opening = ByPasskey | ByPassphrase;

export interface ByPasskey {
  kdf: 'HKDF-SHA-256';
  credential: string;
  salt: string;
  nonce: string;
}

export interface ByPassphrase {
  kdf: 'PBKDF2-SHA-256';
  rounds: number;
  salt: string;
  nonce: string;
}

export interface Locked {
  opening: Opening;
  sealed: Uint8Array<ArrayBuffer>;
}

/** Where a secret comes from when something is to be opened. */
export interface Secrets {
  passphrase(): string;
  passkey(credential: ArrayBuffer, salt: Uint8Array<ArrayBuffer>): Promise<BufferSource>;
}

/** What OWASP advises for this function in 2023. */
const ROUNDS = 600_000;

/** What the key of a passkey's secret is for. */
const USE = 'madang locker';

/** Where something in a locker belongs, and only there it opens. @param owner who locks it. @param id its name there. */
export const placeInLocker = (owner: string, id: string): string => `${USE} ${owner} ${id}`;

/** Locks bytes with what a passkey gave. */
export async function lockByPasskey(
  { credential, salt, secret }: PasskeySecret,
  bytes: Uint8Array<ArrayBuffer>,
  place: string,
): Promise<Locked> {
  const { nonce, sealed } = await sealed64(await keyOfSecret(secret, salt, USE), bytes, place);
  const id = base64Url(new Uint8Array(credential));
  return { opening: { kdf: 'HKDF-SHA-256', credential: id, salt: base64(salt), nonce }, sealed };
}

/** Locks bytes with a passphrase. */
export async function lockByPassphrase(
  passphrase: string,
  bytes: Uint8Array<ArrayBuffer>,
  place: string,
): Promise<Locked> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const { nonce, sealed } = await sealed64(await passphraseKey(passphrase, salt, ROUNDS), bytes, place);
  return { opening: { kdf: 'PBKDF2-SHA-256', rounds: ROUNDS, salt: base64(salt), nonce }, sealed };
}

/** Opens them again. @throws DOMException for another secret or place, or where something was changed. */
export async function unlock(
  secrets: Secrets,
  { opening, sealed }: Locked,
  place: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const salt = bytesOf(opening.salt);
  const key =
    opening.kdf === 'PBKDF2-SHA-256'
      ? await passphraseKey(secrets.passphrase(), salt, opening.rounds)
      : await keyOfSecret(await secrets.passkey(bytesOfUrl(opening.credential).buffer, salt), salt, USE);
  return new Uint8Array(await openBytes(key, { iv: bytesOf(opening.nonce), data: sealed }, place));
}

async function sealed64(key: CryptoKey, bytes: Uint8Array<ArrayBuffer>, place: string) {
  const { iv, data } = await sealBytes(key, bytes, place);
  return { nonce: base64(iv), sealed: new Uint8Array(data) };
}

async function passphraseKey(passphrase: string, salt: Uint8Array<ArrayBuffer>, iterations: number) {
  // Keyboards write the same letter in more than one way.
  const secret = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveKey']);
  const derived = { name: 'AES-GCM', length: 256 };
  return crypto.subtle.deriveKey({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, material, derived, false, [
    'encrypt',
    'decrypt',
  ]);
}

/** Bytes in base64 (RFC 4648 section 4). */
export function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** The bytes of base64. */
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

const base64Url = (bytes: Uint8Array) => base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
/** The bytes of base64url (RFC 4648 section 5). */
export const bytesOfUrl = (text: string): Uint8Array<ArrayBuffer> =>
  bytesOf(text.replaceAll('-', '+').replaceAll('_', '/'));
