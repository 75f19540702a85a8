import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { syncFolder, writeNewFile } from '../durable-file.ts';
import { TILE_WIDTH } from '../tree/tiles.ts';
import { LogError, MissingFromLog, RefusedLog } from './errors.ts';
import { formatPath, type Resource } from './path.ts';
import type { LogSource } from './source.ts';

/*
 * A log as plain files under the paths of its URLs, for a static web server or a CDN. A file appears whole or not at all
 * and is never changed; `checkpoint` alone is replaced, after everything that it needs is on the disk.
 */

/** Where files are written before they get their names: the same file system, but no address of the log. */
const UNFINISHED = '.unfinished';

const CHECKPOINT = 'checkpoint';

/** Writes a new file and has it on the disk when it resolves. */
export type WriteDurably = (path: string, bytes: Uint8Array) => Promise<void>;

/** A log in a folder: read as any other, and added to. */
export interface LogDirectory extends LogSource {
  /** Whether a tile or bundle is there. */
  has(resource: Resource): Promise<boolean>;
  /**
   * Adds a tile or bundle. One that is there already stays as it is.
   * @throws RefusedLog when it is there with other bytes.
   */
  put(resource: Resource, bytes: Uint8Array): Promise<void>;
  /** Takes away what no checkpoint of this folder has covered. */
  drop(resource: Resource): Promise<void>;
  /** Takes away the partial forms of a tile or bundle, once its full one is under a checkpoint of this folder. */
  dropPartial(resource: Pick<Resource, 'level' | 'index'>): Promise<void>;
  /** Writes or replaces a small file beside the tiles. */
  replace(name: string, text: string): Promise<void>;
  /** Replaces the checkpoint, once all that was put is on the disk under its name. */
  putCheckpoint(note: string): Promise<void>;
}

/** Reads a log from a folder. */
export function directorySource(folder: string): LogSource {
  const at = async (name: string) => {
    const bytes = await readIfThere(join(folder, name));
    if (!bytes) throw new MissingFromLog(`There is no ${join(folder, name)}`);
    return bytes;
  };
  return {
    checkpoint: async () => (await at(CHECKPOINT)).toString('utf8'),
    tile: (wanted) => at(formatPath(wanted)),
    entries: ({ index, width }) => at(formatPath({ level: 'entries', index, width })),
  };
}

/**
 * Opens a folder for adding to. It must be there: one that has vanished is perhaps a disk that is not mounted, and
 * nothing is written in its place.
 */
export async function openDirectory(folder: string, write: WriteDurably = writeReadable): Promise<LogDirectory> {
  if (!(await isFolder(folder))) throw new LogError(`There is no folder ${folder}`);
  await mkdir(join(folder, UNFINISHED), { recursive: true });
  await removeLeftovers(join(folder, UNFINISHED));
  const made = new Set<string>();
  const unsynced = new Set<string>();

  const place = async (name: string, bytes: Uint8Array) => {
    const draft = join(folder, UNFINISHED, `${process.pid}-${randomUUID()}`);
    try {
      await write(draft, bytes);
      await makeFolders(dirname(name));
      await rename(draft, join(folder, name));
    } catch (error) {
      await rm(draft, { force: true }).catch(() => {});
      throw error;
    }
  };
  const makeFolders = async (name: string) => {
    if (!made.has(name)) await mkdir(join(folder, name), { recursive: true });
    made.add(name);
    for (let at = name; at !== '.'; at = dirname(at)) unsynced.add(at);
    unsynced.add('.');
  };
  const replace = async (name: string, text: string) => {
    await place(name, Buffer.from(text));
    await syncFolder(folder);
  };

  return {
    ...directorySource(folder),
    replace,
    has: (resource) => isFile(join(folder, formatPath(resource))),
    async put(resource, bytes) {
      const name = formatPath(resource);
      const before = await readIfThere(join(folder, name));
      if (before && Buffer.compare(before, bytes) !== 0)
        throw new RefusedLog(`${join(folder, name)} holds other bytes than the log serves; it is left as it is`);
      if (!before) await place(name, bytes);
    },
    drop: (resource) => rm(join(folder, formatPath(resource)), { force: true }),
    dropPartial: (resource) =>
      rm(join(folder, `${formatPath({ ...resource, width: TILE_WIDTH })}.p`), { recursive: true, force: true }),
    async putCheckpoint(note) {
      for (const name of unsynced) await syncFolder(join(folder, name));
      unsynced.clear();
      await replace(CHECKPOINT, note);
    },
  };
}

/** Removes the drafts of processes that have died; those of another that lives it may still need. */
async function removeLeftovers(folder: string): Promise<void> {
  const dead = (await readdir(folder)).filter((name) => !isAlive(Number.parseInt(name, 10)));
  for (const name of dead) await rm(join(folder, name), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    return pid !== process.pid && process.kill(pid, 0); // what this process left there, it has given up
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** A web server of another user reads them. */
const writeReadable: WriteDurably = (path, bytes) => writeNewFile(path, bytes, 0o644);

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await statIfThere(path))?.isFile() ?? false;
}

async function isFolder(path: string): Promise<boolean> {
  return (await statIfThere(path))?.isDirectory() ?? false;
}

async function statIfThere(path: string) {
  try {
    return await stat(path);
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
}

const isAbsence = (error: unknown) => ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
