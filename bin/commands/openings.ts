import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError, type Db } from '../../src/kernel/index.ts';
import { type Act, commitAct, type Opening, writeNewFile } from '../../src/log/index.ts';
import type { Government } from '../../src/pack/index.ts';

/*
 * Official acts of the command line belong to no case in which their salts could lie. Each leaves a file of its own in
 * MADANG_HOME/receipts instead, `ENTRY.opening.json`: one JSON object with the members of `OpeningFile`.
 */

/** What opens an act's commitment in the public log. */
export interface OpeningFile extends Opening {
  /** Its entry in the log. */
  entry: string;
}

/** An act whose opening is kept. */
export interface KeptAct {
  entry: string;
  file: string;
}

type Home = Pick<Government['config'], 'MADANG_HOME'>;

const SUFFIX = '.opening.json';
const folderOf = ({ MADANG_HOME }: Home) => join(MADANG_HOME, 'receipts');

/**
 * Commits an official act to the log, in its transaction, and keeps what opens it. The file is there first: an act is
 * never without it, and one whose transaction then fails opens nothing.
 * @throws ConfigError, so that the act does not happen, when the file cannot be written.
 */
export async function commitAndKeep(tx: Db, { config, logOrigin }: Government, act: Act): Promise<KeptAct> {
  const { entry, salt } = await commitAct(tx, logOrigin, act);
  const file = join(folderOf(config), `${entry}${SUFFIX}`);
  const opening: OpeningFile = { entry, salt, content: act.content };
  try {
    await mkdir(folderOf(config), { recursive: true, mode: 0o700 });
    await writeNewFile(file, `${JSON.stringify(opening, null, 2)}\n`);
  } catch (error) {
    const message = `Nothing was done: ${file}, which opens its receipt, cannot be written. See MADANG_HOME.`;
    throw new ConfigError(message, { cause: error });
  }
  return { entry, file };
}

/** What opens an act that was done with this MADANG_HOME; undefined for any other. */
export async function keptOpening(config: Home, entry: string): Promise<Opening | undefined> {
  const text = await readFile(join(folderOf(config), `${entry}${SUFFIX}`), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { salt, content } = JSON.parse(text) as OpeningFile;
  return { salt, content };
}

/** Deletes the openings that name a person, such as those of their offices. Returns how many there were. */
export async function forgetOpenings(config: Home, person: string): Promise<number> {
  const names = await readdir(folderOf(config)).catch(() => []);
  const files = names.filter((name) => name.endsWith(SUFFIX)).map((name) => join(folderOf(config), name));
  let deleted = 0;
  for (const file of files) {
    if (!(await readFile(file, 'utf8')).includes(person)) continue;
    await rm(file);
    deleted += 1;
  }
  return deleted;
}

/** Tells where anyone may check that an act is in the log, and what opens it; on stderr, as stdout may be read by a program. */
export function tellReceipt({ config }: Government, { entry, file }: KeptAct): void {
  process.stderr.write(`Receipt: ${config.ORIGIN}/receipts/${entry}\nOpening: ${file}\n`);
}
