import { now } from '../../shared/clock.ts';
import { seal, unseal } from '../../shared/sealed.ts';
import type { Profile } from '../model.ts';
import { database, PROFILE_STORES, type ProfileRow } from './database.ts';
import { deviceKeys, LockError, makeLock, openLock, type Secret } from './locks.ts';
import { waitAfter } from './waits.ts';

/** A profile that is open, until the page is left or closed: its key is nowhere else. */
export interface OpenWallet {
  profile: Profile;
  key: CryptoKey;
}

/** Too many wrong secrets: until an instant no other is looked at. */
export class WaitError extends Error {
  readonly until: number;
  constructor(until: number) {
    super('wait');
    this.name = 'WaitError';
    this.until = until;
  }
}

const KEY_BYTES = 32;
const namePlace = (id: string): string => `name ${id}`;

/** The profiles of this device, oldest first. */
export async function profiles(): Promise<(Profile & { waitUntil: number })[]> {
  const rows = await (await database()).getAll('profiles');
  return Promise.all(rows.map(async (row) => ({ ...(await profileOf(row)), waitUntil: row.waitUntil })));
}

async function profileOf({ id, name, locks }: ProfileRow): Promise<Profile> {
  const { names } = await deviceKeys();
  return { id, name: await unseal<string>(names, name, namePlace(id)), locks: locks.map(({ kind }) => kind) };
}

/** A new profile, open. Throws a LockError where a passkey was wanted and could not be had. */
export async function createProfile(name: string, secret: Secret): Promise<OpenWallet> {
  // Ids begin with the time, so that the oldest comes first.
  const id = `${now().toString(36).padStart(9, '0')}-${crypto.randomUUID()}`;
  const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  const lock = await makeLock({ id, name }, key, secret);
  const { names } = await deviceKeys();
  const row: ProfileRow = {
    id,
    name: await seal(names, name, namePlace(id)),
    locks: [lock],
    tries: 0,
    waitUntil: 0,
    keys: {},
  };
  await (await database()).add('profiles', row);
  return { profile: await profileOf(row), key: await usable(key) };
}

/** Opens a profile. Throws a LockError or, after too many wrong secrets, a WaitError. */
export async function open(profile: string, secret: Secret): Promise<OpenWallet> {
  const { row, key } = await unlock(profile, secret);
  return { profile: await profileOf(row), key: await usable(key) };
}

/** Another lock for a profile, in the place of one of its kind: who adds it shows that they open it already. */
export async function addLock(profile: string, secret: Secret, added: Secret): Promise<Profile> {
  const { row, key } = await unlock(profile, secret);
  const lock = await makeLock(await profileOf(row), key, added);
  const locks = [...row.locks.filter(({ kind }) => kind !== lock.kind), lock];
  await change(profile, (latest) => ({ ...latest, locks }));
  return profileOf({ ...row, locks });
}

/** Takes a profile from the device with all that it holds. */
export async function removeProfile({ profile }: OpenWallet): Promise<void> {
  const db = await database();
  const tx = db.transaction(['profiles', ...PROFILE_STORES], 'readwrite');
  await tx.objectStore('profiles').delete(profile.id);
  for (const name of PROFILE_STORES) {
    const store = tx.objectStore(name);
    for (const id of await store.index('profile').getAllKeys(profile.id)) await store.delete(id);
  }
  await tx.done;
}

/** The key that grants of an authorization server are bound to (DPoP): one for each, so that two do not see the same. */
export async function bindingKey({ profile }: OpenWallet, server: string): Promise<CryptoKeyPair> {
  const made = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  const row = await change(profile.id, (latest) => ({ ...latest, keys: { [server]: made, ...latest.keys } }));
  return row.keys[server]!;
}

/** A try is counted before it is looked at, so that neither two tabs nor a page that is closed in the middle gain one. */
async function unlock(profile: string, secret: Secret): Promise<{ row: ProfileRow; key: Uint8Array<ArrayBuffer> }> {
  const at = now();
  const counts = secret.kind === 'pin';
  const row = await change(profile, (latest) => {
    if (!counts) return latest;
    if (latest.waitUntil > at) throw new WaitError(latest.waitUntil);
    return { ...latest, tries: latest.tries + 1, waitUntil: at + waitAfter(latest.tries + 1) };
  });
  const lock = row.locks.find(({ kind }) => kind === secret.kind);
  if (!lock) throw new LockError('missing');
  const key = await openLock(profile, lock, secret).catch((error: unknown) => {
    const isWrong = error instanceof LockError && error.reason === 'wrong';
    throw isWrong && row.waitUntil > at ? new WaitError(row.waitUntil) : error;
  });
  return { row: await change(profile, (latest) => ({ ...latest, tries: 0, waitUntil: 0 })), key };
}

/** Reads and writes a profile's row as one step. */
async function change(profile: string, how: (row: ProfileRow) => ProfileRow): Promise<ProfileRow> {
  const tx = (await database()).transaction('profiles', 'readwrite');
  // What `how` throws leaves the row as it was.
  tx.done.catch(() => {});
  const row = await tx.store.get(profile);
  if (!row) throw new LockError('missing');
  const changed = how(row);
  await tx.store.put(changed);
  await tx.done;
  return changed;
}

const usable = (key: BufferSource): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt']);
