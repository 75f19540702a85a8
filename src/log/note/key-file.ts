import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Config, ConfigError } from '../../kernel/index.ts';
import { createFile, readIfThere, replaceFile } from '../durable-file.ts';
import { formatSecret, type KeyAlgorithm, newSecret, parseSecrets, type Secret, signerOf } from './key.ts';
import type { Signer } from './note.ts';

/*
 * Where secret keys are kept: in settings, or in files that nobody but their owner can read, one key a line.
 */

/** The settings that say where a log's keys are. */
export type KeySettings = Pick<Config, 'MADANG_KEY' | 'MADANG_KEY_FILE' | 'MADANG_HOME'>;

/** Permissions of group and others (chmod(1)): a secret has none of them. */
const OTHERS = 0o077;

/**
 * The log's signers, in the order of their keys: these are in MADANG_KEY, or in the file that MADANG_KEY_FILE names, or
 * else in `log.key` of the data folder, which the first start makes. They stand newest first, and all of them sign.
 * @param origin the log's name in checkpoints. It is for ever: under another name it is another log.
 * @throws ConfigError when there is no usable key, others can read it, or the origin cannot name a key.
 */
export async function openSigners(settings: KeySettings, origin: string): Promise<Signer[]> {
  return signersOf(await readSecrets(settings), origin);
}

/**
 * The signers of these keys.
 * @throws ConfigError when none of them is of Ed25519, the one algorithm that everyone can check, or one is there twice.
 */
export function signersOf(secrets: readonly Secret[], origin: string): Signer[] {
  if (!secrets.some(({ algorithm }) => algorithm === 'ed25519'))
    throw new ConfigError('One of the keys of a log must be of Ed25519: not everyone can check other signatures.');
  const signers = secrets.map(({ seed, algorithm }) => signerOf(origin, seed, algorithm));
  if (new Set(signers.map(({ vkey }) => vkey)).size < signers.length)
    throw new ConfigError('A key of the log is there twice.');
  return signers;
}

/** The file that holds the log's keys; undefined where they are in MADANG_KEY itself. */
export function keyFileOf({ MADANG_KEY, MADANG_KEY_FILE, MADANG_HOME }: KeySettings): string | undefined {
  if (MADANG_KEY && MADANG_KEY_FILE) throw new ConfigError('Set MADANG_KEY or MADANG_KEY_FILE, not both.');
  return MADANG_KEY ? undefined : MADANG_KEY_FILE || join(MADANG_HOME, 'log.key');
}

/**
 * The log's keys as the settings say.
 * @throws ConfigError as `openSigners`.
 */
export async function readSecrets(settings: KeySettings): Promise<Secret[]> {
  const file = keyFileOf(settings);
  if (file === undefined) return parseSecrets(settings.MADANG_KEY, 'MADANG_KEY');
  if (!settings.MADANG_KEY_FILE) return openKeyFile(file);
  const secrets = await readKeyFile(file);
  if (!secrets) throw new ConfigError(`MADANG_KEY_FILE names ${file}, which is not there.`);
  return secrets;
}

/**
 * Reads a file of keys; where there is none, makes it with one new key in it. Of processes that start together, all end
 * with the same key.
 * @throws ConfigError as `readKeyFile`.
 */
export async function openKeyFile(file: string, algorithm: KeyAlgorithm = 'ed25519'): Promise<Secret[]> {
  const secrets = await readKeyFile(file);
  if (secrets) return secrets;
  await mkdir(dirname(file), { recursive: true });
  await createFile(file, linesOf([newSecret(algorithm)]));
  return (await readKeyFile(file))!;
}

/** Puts these keys in place of those in a file, all at once. */
export function writeKeyFile(file: string, secrets: readonly Secret[]): Promise<void> {
  return replaceFile(file, linesOf(secrets));
}

/**
 * Reads a file of keys; undefined when there is none.
 * @throws ConfigError when others can read it, or it holds something else.
 */
export async function readKeyFile(file: string): Promise<Secret[] | undefined> {
  const text = await readIfThere(file);
  if (text === undefined) return undefined;
  if (((await stat(file)).mode & OTHERS) !== 0)
    throw new ConfigError(`Others can read ${file}. If they may have, replace the key. Then run: chmod 600 ${file}`);
  return parseSecrets(text, file);
}

const linesOf = (secrets: readonly Secret[]) => secrets.map((secret) => `${formatSecret(secret)}\n`).join('');
