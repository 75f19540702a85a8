import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, holdAlone } from '../../kernel/index.ts';
import { readIfThere } from '../durable-file.ts';
import { type Cosigner, cosignerOf, type KeyAlgorithm } from '../note/key.ts';
import { openKeyFile } from '../note/key-file.ts';
import { isKeyName } from '../note/vkey.ts';
import { createState, openState, type WitnessState } from './state.ts';

/*
 * A witness's folder: its key and its memory, and nothing else.
 */

const KEY = 'witness.key';
const STATE = 'witness.state';

/**
 * The signer of the witness in a folder, which is made where it is not there: the memory first, so that there is no key
 * without one. Several processes at once end with the same key.
 * @throws ConfigError when the key cannot be used, or is of another algorithm.
 */
export async function openCosigner(folder: string, name: string, algorithm?: KeyAlgorithm): Promise<Cosigner> {
  if (!isKeyName(name)) throw new ConfigError(`A witness is named without blanks and plus, not "${name}".`);
  await mkdir(folder, { recursive: true });
  const file = join(folder, KEY);
  if ((await readIfThere(file)) === undefined) await createState(join(folder, STATE), name);
  const [secret, ...more] = await openKeyFile(file, algorithm);
  if (!secret || more.length > 0) throw new ConfigError(`${file} must hold one key.`);
  if (algorithm && secret.algorithm !== algorithm)
    throw new ConfigError(
      `${file} holds a key of ${secret.algorithm}. A witness of ${algorithm} needs a folder of its own.`,
    );
  return cosignerOf(name, secret);
}

/** A witness's memory, held by this process alone. */
export interface HeldState extends WitnessState {
  release(): void;
}

/**
 * Opens the memory of the witness in a folder, for this process alone: two that did not know of each other's signatures
 * would roll each other back.
 * @throws ConfigError when another process of this machine has it, or the file is missing or damaged.
 */
export async function holdState(folder: string, name: string): Promise<HeldState> {
  const release = await holdAlone(`madang-witness:${await realpath(folder)}`);
  if (!release) throw new ConfigError(`Another process is the witness in ${folder} already.`);
  try {
    return { ...(await openState(join(folder, STATE), name)), release };
  } catch (error) {
    release();
    throw error;
  }
}
