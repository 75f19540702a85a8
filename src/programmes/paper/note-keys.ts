import { createHmac, createPrivateKey, createPublicKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Config, ConfigError, sha256 } from '../../kernel/index.ts';
import { writeNewFile } from '../../log/index.ts';

/*
 * The secrets behind notes lie in `notes.key` of the data folder: one a line, the newest first, made when the first notes
 * are printed. From each of them every programme has a signing key and a key for its scratch codes. Notes are printed
 * under the newest, whose name their print run keeps; those of an older one hold as long as its line stands. To change
 * keys, put a new line before the others.
 */

/** One secret of the file. Its name tells it from others and says nothing of it. */
export interface NoteSecret {
  name: string;
  bytes: Buffer;
}

/** What signs the notes of a programme and what hides their scratch codes. */
export interface NoteKey {
  name: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** HMAC-SHA256 with the key of the scratch codes. */
  hide(text: string): Buffer;
}

const SECRET_BYTES = 32;
const OTHERS = 0o077;

/** RFC 8410 section 7, before the 32 bytes of an Ed25519 key. */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** All secrets, the newest first. They are made where there are none; of processes that begin together, all end with the same. */
export async function noteSecrets({ MADANG_HOME }: Pick<Config, 'MADANG_HOME'>): Promise<readonly NoteSecret[]> {
  const file = join(MADANG_HOME, 'notes.key');
  const known = opened.get(file);
  const { ctimeMs = 0 } = (await stat(file).catch(() => undefined)) ?? {};
  if (known && known.ctimeMs === ctimeMs) return known.secrets;
  const secrets = (await read(file)) ?? (await make(file));
  opened.set(file, { ctimeMs: (await stat(file)).ctimeMs, secrets });
  return secrets;
}

/** What was read, until the file changes: it is asked for at each payment with a note. */
const opened = new Map<string, { ctimeMs: number; secrets: readonly NoteSecret[] }>();

/** The key of a programme that comes from one of the secrets. */
export function noteKey({ name, bytes }: NoteSecret, programme: string): NoteKey {
  const cached = keys.get(`${name} ${programme}`);
  if (cached) return cached;
  const derived = (use: string) =>
    Buffer.from(hkdfSync('sha256', bytes, '', `madang/notes/${use}/${programme}`, SECRET_BYTES));
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

async function make(file: string): Promise<NoteSecret[]> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomBytes(8).toString('hex')}`;
  await writeNewFile(draft, `${randomBytes(SECRET_BYTES).toString('base64')}\n`);
  // A link is there at once and whole, and fails where another process was first: then its secret is the one.
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return (await read(file))!;
}

async function read(file: string): Promise<NoteSecret[] | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (((await stat(file)).mode & OTHERS) !== 0)
    throw new ConfigError(`Others can read ${file}. If they may have, replace the key. Then run: chmod 600 ${file}`);
  return text
    .trim()
    .split(/\s+/)
    .map((line, index) => {
      const bytes = Buffer.from(line, 'base64');
      if (bytes.length !== SECRET_BYTES || bytes.toString('base64') !== line)
        throw new ConfigError(`${file} must hold base64 of ${SECRET_BYTES} bytes a line; line ${index + 1} does not`);
      return { name: sha256(Buffer.concat([Buffer.from('madang/notes/name/'), bytes])).toString('hex', 0, 4), bytes };
    });
}
