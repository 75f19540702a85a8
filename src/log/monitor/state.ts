import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createFile, readIfThere, replaceFile } from '../durable-file.ts';
import { LogError } from '../publish/errors.ts';
import { formatMisbehaviour, type Misbehaviour } from './file.ts';
import type { Followed } from './view.ts';

/*
 * What a monitor keeps, in a folder of its own: `state.json`, `policy` (the keys that it began with) and the files of what
 * it caught. Each is replaced as a whole, so that whatever ends the monitor, it goes on from where it was.
 */

/** What a monitor knows. */
export interface MonitorState {
  version: 1;
  origin: string;
  /** Verifier keys that the log has announced in leaves under checkpoints that a known key had signed. */
  announced: string[];
  /** Checkpoints that were seen lately, from whatever place, the newest last. */
  recent: string[];
  /** Alarms that stood at the end of the last round: they are not raised again before they have ended. */
  standing: string[];
  /** By address. */
  places: Record<string, Followed>;
}

/** Reads the state in a folder, or begins one. @throws LogError when it is of another log, or damaged. */
export async function openState(directory: string, origin: string): Promise<MonitorState> {
  await mkdir(directory, { recursive: true });
  const text = await readIfThere(join(directory, 'state.json'));
  if (text === undefined) return { version: 1, origin, announced: [], recent: [], standing: [], places: {} };
  const state = parseState(text, directory);
  if (state.origin !== origin) throw new LogError(`${directory} follows the log "${state.origin}", not "${origin}"`);
  return state;
}

/** Puts the state in place of the one before. */
export async function saveState(directory: string, state: MonitorState): Promise<void> {
  await replaceFile(join(directory, 'state.json'), `${JSON.stringify(state)}\n`);
}

/** Keeps a file of misbehaviour under its name. Gives its path. */
export async function keepFile(directory: string, name: string, file: Misbehaviour): Promise<string> {
  const path = join(directory, `${name}.misbehaviour.json`);
  await replaceFile(path, formatMisbehaviour(file));
  return path;
}

/** The keys that a monitor began with; undefined before it has begun. */
export function readPinnedPolicy(directory: string): Promise<string | undefined> {
  return readIfThere(join(directory, 'policy'));
}

/** Keeps the keys that a monitor begins with. */
export async function pinPolicy(directory: string, policy: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await createFile(join(directory, 'policy'), policy);
}

function parseState(text: string, directory: string): MonitorState {
  try {
    const state = JSON.parse(text) as MonitorState;
    if (state.version === 1) return state;
  } catch {
    // as another version: it is not ours
  }
  throw new LogError(`${join(directory, 'state.json')} is no state of a monitor; begin anew in another folder`);
}
