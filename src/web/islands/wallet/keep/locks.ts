import {
  askPasskey,
  keyOfSecret,
  newSalt,
  PasskeyError,
  type PasskeySecret,
  passkeySecret,
} from '../../shared/passkey-secret.ts';
import { openBytes, type Sealed, sealBytes } from '../../shared/sealed.ts';
import type { LockKind } from '../model.ts';
import { type DeviceKeys, database } from './database.ts';

/*
 * What opens a profile. Its key is made by chance; each lock keeps that key under another, which comes of a PIN or of what a
 * passkey gives. A wrong secret makes a key that does not open: nothing is compared.
 */

/** What somebody opens a profile with. */
export type Secret = { kind: 'pin'; pin: string } | { kind: 'passkey' };

export type Lock = PinLock | PasskeyLock;

interface PinLock {
  kind: 'pin';
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
  wrapped: Sealed;
}

interface PasskeyLock {
  kind: 'passkey';
  credential: ArrayBuffer;
  /** What the passkey's secret is asked for with (WebAuthn Level 3 §10.1.4). */
  salt: Uint8Array<ArrayBuffer>;
  wrapped: Sealed;
}

/** Why a lock could not be used; `no-prf`: the passkey's device gives no secret. */
export class LockError extends Error {
  readonly reason: 'wrong' | 'missing' | PasskeyError['reason'];
  constructor(reason: LockError['reason']) {
    super(reason);
    this.name = 'LockError';
    this.reason = reason;
  }
}

/** For PBKDF2 with SHA-256 (OWASP Password Storage, 2023). A PIN has few values: the device's own key and the waits guard it. */
const ITERATIONS = 600_000;

/** Digits of a PIN, at least and at most. */
export const PIN = /^\d{6,12}$/;

const AES = { name: 'AES-GCM', length: 256 } as const;
const utf8 = (text: string) => new TextEncoder().encode(text);
const random = (length: number) => crypto.getRandomValues(new Uint8Array(length));
const place = (profile: string, kind: LockKind): string => `lock ${kind} ${profile}`;

/** Keys of the device, made at the first call. */
export async function deviceKeys(): Promise<DeviceKeys> {
  const db = await database();
  const kept = await db.get('device', 'device');
  if (kept) return kept;
  const made: DeviceKeys = {
    id: 'device',
    pepper: await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
    names: await crypto.subtle.generateKey(AES, false, ['encrypt', 'decrypt']),
  };
  // Another tab may have been first: whoever came second takes what is there.
  const tx = db.transaction('device', 'readwrite');
  const first = await tx.store.get('device');
  if (!first) await tx.store.put(made);
  await tx.done;
  return first ?? made;
}

/** A new lock around a profile's key. Asks for a passkey where it is one. */
export async function makeLock(
  profile: { id: string; name: string },
  key: Uint8Array<ArrayBuffer>,
  secret: Secret,
): Promise<Lock> {
  const salt = newSalt();
  if (secret.kind === 'pin') {
    const wrapping = await pinKey(profile.id, secret.pin, { salt, iterations: ITERATIONS });
    return {
      kind: 'pin',
      salt,
      iterations: ITERATIONS,
      wrapped: await sealBytes(wrapping, key, place(profile.id, 'pin')),
    };
  }
  const { credential, secret: given } = await orLockError(newPasskeySecret(profile.name, salt));
  const wrapping = await wrappingKey(given, salt, profile.id);
  return { kind: 'passkey', credential, salt, wrapped: await sealBytes(wrapping, key, place(profile.id, 'passkey')) };
}

/** The profile's key. Throws a LockError of `wrong` where the secret does not open the lock. */
export async function openLock(profile: string, lock: Lock, secret: Secret): Promise<Uint8Array<ArrayBuffer>> {
  const wrapping =
    lock.kind === 'pin' && secret.kind === 'pin'
      ? await pinKey(profile, secret.pin, lock)
      : lock.kind === 'passkey' && secret.kind === 'passkey'
        ? await wrappingKey((await orLockError(passkeySecret([lock.credential], lock.salt))).secret, lock.salt, profile)
        : undefined;
  if (!wrapping) throw new LockError('missing');
  try {
    return new Uint8Array(await openBytes(wrapping, lock.wrapped, place(profile, lock.kind)));
  } catch {
    throw new LockError('wrong');
  }
}

/** Of the PIN and of the device's own key: neither does without the other. */
async function pinKey(profile: string, pin: string, { salt, iterations }: Pick<PinLock, 'salt' | 'iterations'>) {
  const typed = await crypto.subtle.importKey('raw', utf8(pin), 'PBKDF2', false, ['deriveBits']);
  const [stretched, pepper] = await Promise.all([
    crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, typed, 256),
    deviceKeys().then((keys) => crypto.subtle.sign('HMAC', keys.pepper, salt)),
  ]);
  return wrappingKey(new Uint8Array([...new Uint8Array(stretched), ...new Uint8Array(pepper)]), salt, profile);
}

const wrappingKey = (material: BufferSource, salt: Uint8Array<ArrayBuffer>, profile: string): Promise<CryptoKey> =>
  keyOfSecret(material, salt, `madang wallet ${profile}`);

/**
 * A passkey of this page alone: no server is told of it, and it signs nobody in. It is not offered where somebody signs in,
 * as far as the device allows that (`residentKey`).
 */
async function newPasskeySecret(name: string, salt: Uint8Array<ArrayBuffer>): Promise<PasskeySecret> {
  const made = await askPasskey(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: document.title || location.hostname },
        user: { id: random(16), name, displayName: name },
        challenge: random(32),
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: { residentKey: 'discouraged', userVerification: 'required' },
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  const { prf } = made.getClientExtensionResults();
  if (!prf?.enabled) throw new PasskeyError('no-prf');
  // Some devices give the secret at once, others only when the passkey is used.
  const secret = prf.results?.first;
  return secret ? { credential: made.rawId, salt, secret } : passkeySecret([made.rawId], salt);
}

async function orLockError<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    throw error instanceof PasskeyError ? new LockError(error.reason) : error;
  }
}
