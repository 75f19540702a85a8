import { ConfigError } from '../../kernel/index.ts';
import { type KeyAlgorithm, newSecret, type Secret } from './key.ts';
import { type KeySettings, keyFileOf, openSigners, readSecrets, signersOf, writeKeyFile } from './key-file.ts';

/*
 * Replacing a log's key: a new one is put before the old, both sign, and later the old one is taken away. A process that
 * runs goes on with the keys that it started with.
 */

/** The verifier keys of a log, the newest first. @throws ConfigError as `openSigners`. */
export async function listKeys(settings: KeySettings, origin: string): Promise<string[]> {
  return (await openSigners(settings, origin)).map(({ vkey }) => vkey);
}

/**
 * Puts a new key before the others in the file of keys.
 * @returns the verifier keys that there are then, the new one first.
 * @throws ConfigError when the keys are in no file, or as `openSigners`.
 */
export function addKey(settings: KeySettings, origin: string, algorithm: KeyAlgorithm): Promise<string[]> {
  return changeKeys(settings, origin, (secrets) => [newSecret(algorithm), ...secrets]);
}

/**
 * Takes a key away from the file of keys.
 * @param hash the middle part of its verifier key.
 * @returns the verifier keys that are left.
 * @throws ConfigError when there is no such key, it is the last of Ed25519, or as `addKey`.
 */
export function retireKey(settings: KeySettings, origin: string, hash: string): Promise<string[]> {
  return changeKeys(settings, origin, (secrets) => {
    const hashes = signersOf(secrets, origin).map(({ keyId }) => Buffer.from(keyId).toString('hex'));
    if (!hashes.includes(hash))
      throw new ConfigError(
        `No key of the log has the hash "${hash}". There is:\n${hashes.map((one) => `  ${one}\n`).join('')}`,
      );
    return secrets.filter((_, index) => hashes[index] !== hash);
  });
}

async function changeKeys(
  settings: KeySettings,
  origin: string,
  change: (secrets: readonly Secret[]) => Secret[],
): Promise<string[]> {
  const file = keyFileOf(settings);
  if (file === undefined)
    throw new ConfigError('The keys are in MADANG_KEY. Change them there: the newest first, with blanks between.');
  const secrets = change(await readSecrets(settings));
  const signers = signersOf(secrets, origin);
  await writeKeyFile(file, secrets);
  return signers.map(({ vkey }) => vkey);
}
