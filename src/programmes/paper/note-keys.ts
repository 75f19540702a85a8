import { createHmac, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';
import { type InstallationSecret, installationSecrets, type SecretSettings } from '../../log/index.ts';

/*
 * The secrets behind notes are in NOTES_KEY, or in the file that NOTES_KEY_FILE names, the newest first; a demonstration
 * makes one in `notes.key` of the data folder when it prints its first notes. From each of them every programme has a
 * signing key and a key for its scratch codes. Notes are printed under the newest, whose name their print run keeps; those
 * of an older one hold as long as it is there. To change keys, put a new one before the others.
 */

/** What signs the notes of a programme and what hides their scratch codes. */
export interface NoteKey {
  name: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** HMAC-SHA256 with the key of the scratch codes. */
  hide(text: string): Buffer;
}

/** The settings that say where the secrets are. */
export type NoteKeySettings = SecretSettings<'notes'>;

const KEY_BYTES = 32;

/** RFC 8410 section 7, before the 32 bytes of an Ed25519 key. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** All secrets, the newest first. @throws ConfigError as `installationSecrets`. */
export const noteSecrets = (settings: NoteKeySettings): Promise<readonly InstallationSecret[]> =>
  installationSecrets(settings, 'notes');

/** The secret of this name, under which a print run was printed; undefined where it is no longer, or not here. */
export async function noteSecret(settings: NoteKeySettings, name: string): Promise<InstallationSecret | undefined> {
  return (await noteSecrets(settings)).find((secret) => secret.name === name);
}

/** The key of a programme that comes from one of the secrets. */
export function noteKey({ name, bytes }: InstallationSecret, programme: string): NoteKey {
  const cached = keys.get(`${name} ${programme}`);
  if (cached) return cached;
  const derived = (use: string) =>
    Buffer.from(hkdfSync('sha256', bytes, '', `madang/notes/${use}/${programme}`, KEY_BYTES));
  const privateKey = createPrivateKey({
    key: Buffer.concat([PKCS8_ED25519, derived('sign')]),
    format: 'der',
    type: 'pkcs8',
  });
  const scratch = derived('scratch');
  const key = {
    name,
    privateKey,
    publicKey: createPublicKey(privateKey),
    hide: (text: string) => createHmac('sha256', scratch).update(text).digest(),
  };
  keys.set(`${name} ${programme}`, key);
  return key;
}

/** Deriving one takes longer than checking a signature with it. A few for each programme. */
const keys = new Map<string, NoteKey>();
