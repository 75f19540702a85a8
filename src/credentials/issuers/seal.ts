import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '../../kernel/index.ts';
import { type InstallationSecret, installationSecrets, type SecretSettings } from '../../log/index.ts';

/*
 * The secret keys of issuers lie in the database, sealed with a key of the installation that does not: whoever has a copy
 * of the database alone signs nothing. Those keys are in ISSUERS_KEY, or in the file that ISSUERS_KEY_FILE names, the
 * newest first; a demonstration makes one in `issuers.key` of the data folder. What is sealed names its key.
 */

/** The settings that say where the keys are. */
export type SealSettings = SecretSettings<'issuers'>;

/** What is sealed, and the name of the key that opens it. */
export interface Sealed {
  secret: Uint8Array;
  sealedBy: string;
}

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals a secret under the newest key.
 * @param purpose what it is; it opens for nothing else, so that no two can be exchanged in the database.
 * @throws AppError `unavailable` where production was given no key.
 */
export async function seal(settings: SealSettings, secret: Uint8Array, purpose: string): Promise<Sealed> {
  const [newest] = await installationSecrets(settings, 'issuers');
  if (!newest) throw new AppError('unavailable', 'Nothing can be vouched for here: set ISSUERS_KEY.');
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyOf(newest), nonce).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
  return { secret: sealed, sealedBy: newest.name };
}

/**
 * Opens what was sealed for a purpose.
 * @throws AppError `unavailable` where its key is not here, Error where it was changed or sealed for something else.
 */
export async function unseal(settings: SealSettings, { secret, sealedBy }: Sealed, purpose: string): Promise<Buffer> {
  const found = (await installationSecrets(settings, 'issuers')).find(({ name }) => name === sealedBy);
  if (!found)
    throw new AppError('unavailable', `The key ${sealedBy} of this installation is missing: see ISSUERS_KEY.`);
  const [nonce, body, tag] = [
    secret.subarray(0, NONCE_BYTES),
    secret.subarray(NONCE_BYTES, -TAG_BYTES),
    secret.subarray(-TAG_BYTES),
  ];
  const decipher = createDecipheriv(CIPHER, keyOf(found), nonce).setAAD(Buffer.from(purpose)).setAuthTag(tag);
  return Buffer.concat([decipher.update(body), decipher.final()]);
}

const keyOf = ({ bytes }: InstallationSecret) =>
  new Uint8Array(hkdfSync('sha256', bytes, '', 'madang/issuers/seal', KEY_BYTES));
