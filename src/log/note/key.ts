import { createPrivateKey, createPublicKey, hash, randomBytes, sign } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { type Config, ConfigError } from '../../kernel/index.ts';
import { ED25519, formatVerifierKey, isKeyName, keyIdInput, type Signer } from './note.ts';

const SEED_BYTES = 32;

/** What stands before the seed in a PKCS #8 Ed25519 private key (RFC 8410 section 7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The log's signers: their keys are in MADANG_KEY, else in the file `log.key` of the data folder, which the first start
 * makes. Keys stand apart by blanks or newlines, the newest first; all of them sign, so that a key is replaced by putting
 * the new one before the old, and taking the old one away when all who check know the new one.
 * @param origin the log's name in checkpoints. It is for ever: under another name it is another log.
 * @throws ConfigError when a key is not base64 of 32 bytes, or the origin cannot name a key.
 */
export async function openSigners(
  config: Pick<Config, 'MADANG_KEY' | 'MADANG_HOME'>,
  origin: string,
): Promise<Signer[]> {
  const file = join(config.MADANG_HOME, 'log.key');
  const source = config.MADANG_KEY ? 'MADANG_KEY' : file;
  const text = config.MADANG_KEY || ((await readIfThere(file)) ?? (await makeKeyFile(config.MADANG_HOME, file)));
  return text
    .trim()
    .split(/\s+/)
    .map((key) => signerOf(origin, seedOf(key, source)));
}

/**
 * An Ed25519 signer from its 32-byte seed (RFC 8032 section 5.1.5).
 * @throws ConfigError when the origin cannot name a key.
 */
export function signerOf(origin: string, seed: Uint8Array): Signer {
  if (!isKeyName(origin)) throw new ConfigError(`A log's origin has no blanks and no plus: "${origin}"`);
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = Uint8Array.from(
    Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x as string, 'base64url'),
  );
  const keyId = Uint8Array.from(hash('sha256', keyIdInput(origin, ED25519, publicKey), 'buffer').subarray(0, 4));
  return {
    name: origin,
    vkey: formatVerifierKey({ name: origin, keyId, type: ED25519, publicKey }),
    keyId,
    sign: (text) => sign(null, text, privateKey),
  };
}

function seedOf(text: string, source: string): Buffer {
  const seed = Buffer.from(text, 'base64');
  if (seed.length !== SEED_BYTES || seed.toString('base64') !== text)
    throw new ConfigError(`${source} must be base64 of ${SEED_BYTES} bytes`);
  return seed;
}

/**
 * Makes the key in a file of its own, durable, and only then gives it its name: two processes that start together end
 * with the same key, and a crash leaves no half of one.
 */
async function makeKeyFile(home: string, file: string): Promise<string> {
  await mkdir(home, { recursive: true });
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(`${randomBytes(SEED_BYTES).toString('base64')}\n`);
    await handle.sync();
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error; // another process was first
  } finally {
    await handle.close();
    await unlink(draft);
  }
  return readFile(file, 'utf8');
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
