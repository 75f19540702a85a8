import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Sealed } from '../../shared/sealed.ts';
import type { CopyFormat, HeldCopy } from '../model.ts';
import type { Lock } from './locks.ts';

/*
 * What lies on the device. In the clear is only what has to be found without its profile's key: ids made by chance, forms of
 * copies, and keys that no program can read out.
 */

/** A thing that only its profile's key opens. */
export interface SealedRow {
  id: string;
  profile: string;
  sealed: Sealed;
}

export interface ProfileRow {
  id: string;
  /** Its name, under the device's key: it is shown before the profile is opened. */
  name: Sealed;
  locks: Lock[];
  /** Wrong secrets in a row, and the instant before which no other is looked at. */
  tries: number;
  waitUntil: number;
  /** What new things of it are bound to (DPoP, RFC 9449), by authorization server. */
  keys: Record<string, CryptoKeyPair>;
}

export interface CopyRow extends SealedRow {
  card: string;
  format: CopyFormat;
  state: HeldCopy['state'];
  /** The instant at which it was shown last; 0 for never. */
  usedAt: number;
  key: CryptoKeyPair;
}

export interface PendingRow extends SealedRow {
  /** Those of copies that are to come. */
  keys: readonly CryptoKeyPair[];
}

/** Keys of the device itself: they cannot be read out, so that a PIN is no use with a copy of the rows alone. */
export interface DeviceKeys {
  id: 'device';
  /** HMAC: goes into what a PIN opens. */
  pepper: CryptoKey;
  /** AES-GCM: for names of profiles. */
  names: CryptoKey;
}

export interface WalletDatabase extends DBSchema {
  device: { key: string; value: DeviceKeys };
  profiles: { key: string; value: ProfileRow };
  cards: { key: string; value: SealedRow; indexes: { profile: string } };
  copies: { key: string; value: CopyRow; indexes: { profile: string; card: string } };
  shown: { key: string; value: SealedRow; indexes: { profile: string } };
  grants: { key: string; value: SealedRow; indexes: { profile: string } };
  /** Issuances that wait: for a person's return from a sign-in, or for the issuer's decision. */
  pending: { key: string; value: PendingRow; indexes: { profile: string } };
}

/** Stores whose rows are of one profile. */
export const PROFILE_STORES = ['cards', 'copies', 'shown', 'grants', 'pending'] as const;
export type ProfileStore = (typeof PROFILE_STORES)[number];

const NAME = 'madang-wallet';
const VERSION = 1;

let opened: Promise<IDBPDatabase<WalletDatabase>> | undefined;

/** The device's database; it is made where there is none. */
export function database(): Promise<IDBPDatabase<WalletDatabase>> {
  opened ??= openDB<WalletDatabase>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore('device', { keyPath: 'id' });
      db.createObjectStore('profiles', { keyPath: 'id' });
      for (const name of PROFILE_STORES) {
        const store = db.createObjectStore(name, { keyPath: 'id' });
        store.createIndex('profile', 'profile');
        if (name === 'copies') store.createIndex('card' as 'profile', 'card');
      }
    },
    blocking() {
      // A newer page wants to change it: this one lets go, and is loaded anew.
      void opened?.then((db) => db.close());
      location.reload();
    },
  });
  return opened;
}
