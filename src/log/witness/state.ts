import { hash } from 'node:crypto';
import { ConfigError } from '../../kernel/index.ts';
import { type Bytes, fromBase64, toBase64 } from '../bytes.ts';
import { createFile, readIfThere, replaceFile } from '../durable-file.ts';

/*
 * A witness's memory: for each log the tree that it has signed last. Forgetting it would let a log show another past, so
 * the file is never begun anew by itself, and it ends with a checksum.
 */

/** The tree of a log that was signed last. */
export interface Cosigned {
  size: number;
  root: Bytes;
  /** The time in the cosignature: whole seconds since 1970. */
  time: number;
}

/** What a witness has signed, by the origins of logs. */
export interface WitnessState {
  latest(origin: string): Cosigned | undefined;
  /** Has it on the disk when it is done. One at a time: whoever calls this waits for the call before. */
  keep(origin: string, cosigned: Cosigned): Promise<void>;
}

interface StoredState {
  version: 1;
  /** The name under which the witness signs: under another it would be another witness. */
  name: string;
  logs: Record<string, { size: number; root: string; time: number }>;
}

/** Makes the file of a witness that has signed nothing, unless there is one. */
export function createState(file: string, name: string): Promise<void> {
  return createFile(file, encode({ name, logs: new Map() }));
}

/**
 * Opens a witness's memory.
 * @throws ConfigError when the file is missing, damaged, or that of a witness of another name.
 */
export async function openState(file: string, name: string): Promise<WitnessState> {
  const text = await readIfThere(file);
  if (text === undefined) throw new ConfigError(`${file} is missing. ${WHAT_TO_DO}`);
  const memory = decode(text);
  if (!memory) throw new ConfigError(`${file} is damaged. ${WHAT_TO_DO}`);
  if (memory.name !== name) throw new ConfigError(`${file} is that of the witness ${memory.name}, not of ${name}.`);
  let { logs } = memory;
  return {
    latest: (origin) => logs.get(origin),
    async keep(origin, cosigned) {
      const next = new Map(logs).set(origin, cosigned);
      await replaceFile(file, encode({ name, logs: next }));
      logs = next;
    },
  };
}

const WHAT_TO_DO = `It says what this witness has signed, and is not made anew by itself: a witness that forgets could be
shown another past. Put back a copy that is not older than the last signature. Without one, give this witness up, and begin
another under another key in an empty folder.`;

interface Memory {
  name: string;
  logs: ReadonlyMap<string, Cosigned>;
}

function encode({ name, logs }: Memory): string {
  const entries = [...logs].map(([origin, { size, root, time }]) => [origin, { size, root: toBase64(root), time }]);
  const body = `${JSON.stringify({ version: 1, name, logs: Object.fromEntries(entries) }, null, 2)}\n`;
  return `${body}${checksum(body)}\n`;
}

function decode(text: string): Memory | undefined {
  const end = text.lastIndexOf('\n', text.length - 2) + 1;
  const body = text.slice(0, end);
  if (text.slice(end) !== `${checksum(body)}\n`) return undefined;
  const { version, name, logs } = JSON.parse(body) as StoredState;
  if (version !== 1) return undefined;
  return {
    name,
    logs: new Map(Object.entries(logs).map(([origin, one]) => [origin, { ...one, root: fromBase64(one.root) }])),
  };
}

const checksum = (body: string) => hash('sha256', body);
