import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { formatCheckpoint } from '../note/checkpoint.ts';
import { cosignerOf, newSecret, signerOf } from '../note/key.ts';
import { type Signer, signNote } from '../note/note.ts';
import { NO_WITNESSES } from '../note/policy.ts';
import { HASH_BYTES, leafHash } from '../tree/merkle.ts';
import { appendToTiles, type ReadTiles } from '../tree/tiles.ts';
import { MissingFromLog } from './errors.ts';
import { formatPath, parsePath } from './path.ts';
import { type LogSource, readResource } from './source.ts';
import { trustedBy } from './trust.ts';

/*
 * For tests: logs in memory, honest or not, and folders to copy them into.
 */

export const signer = signerOf('log.example.org/copied', Buffer.alloc(32, 11));

/** Trusts that log's own key. */
export const trust = trustedBy({ ...NO_WITNESSES, logs: [{ vkey: signer.vkey }] });

/** A witness that never signs. */
export const witness = cosignerOf('witness.example', newSecret('ed25519'));

/** Entries of very different lengths, some of them empty. */
export const entryOf = (index: number) => Buffer.alloc((index * 7) % 61, `entry ${index} `);

/** So many entries. */
export const entriesUpTo = (size: number) => Array.from({ length: size }, (_, index) => entryOf(index));

/** A log in memory, which serves any size of itself. */
export interface MemoryLog {
  /** The log as it is when it has `size` entries; `asked` collects the paths that were asked for. */
  at(size: number, asked?: string[]): LogSource;
  noteAt(size: number): Promise<string>;
}

/** A log of these entries, signed by whoever `signer` is. */
export async function memoryLog(entries: readonly Buffer[], by: Signer = signer): Promise<MemoryLog> {
  const tiles = new Map<string, Buffer>();
  const read: ReadTiles = async (addresses) =>
    addresses.flatMap(({ level, index }) => {
      const hashes = tiles.get(`${level}/${index}`);
      return hashes ? [{ level, index, hashes }] : [];
    });
  const { runs } = await appendToTiles(0, Buffer.concat(entries.map(leafHash)), read);
  for (const { level, first, hashes } of runs) tiles.set(`${level}/${first / 256}`, hashes);
  const noteAt = async (size: number) => {
    const { root } = await appendToTiles(size, Buffer.alloc(0), read);
    return signNote(formatCheckpoint({ origin: by.name, size, root }), [by]);
  };
  const prefixed = (entry: Buffer) => Buffer.concat([Buffer.of(entry.length >> 8, entry.length & 255), entry]);
  return {
    noteAt,
    at(size, asked = []) {
      const ask = (path: string, covered: boolean) => {
        asked.push(path);
        if (!covered) throw new MissingFromLog(path);
      };
      return {
        checkpoint: () => noteAt(size),
        async tile({ level, index, width }) {
          const end = (index * 256 + width) * 256 ** level;
          ask(formatPath({ level, index, width }), end <= size);
          return Uint8Array.from(tiles.get(`${level}/${index}`)!.subarray(0, width * HASH_BYTES));
        },
        async entries({ index, width }) {
          ask(formatPath({ level: 'entries', index, width }), index * 256 + width <= size);
          return Uint8Array.from(Buffer.concat(entries.slice(index * 256, index * 256 + width).map(prefixed)));
        },
      };
    },
  };
}

/** What a log answers under its prefix. @throws MissingFromLog */
export async function answerTo(source: LogSource, path: string): Promise<Uint8Array> {
  return path === 'checkpoint' ? Buffer.from(await source.checkpoint()) : readResource(source, parsePath(path)!);
}

/** A folder of one's own, removed after the last test of the file. */
export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'madang-tiles-'));
  after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** All files of a folder by their paths, without what is unfinished. */
export async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const names = files.map((file) => file.slice(folder.length + 1)).sort();
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)));
}
