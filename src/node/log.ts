import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { ConfigError, sha256 } from '../kernel/index.ts';
import { canonicalJson } from '../log/index.ts';

/*
 * A node's own log: a line of JSON for each thing asked, each with the hash of the line before. Whoever notes the last
 * hash can tell later whether a line was changed, left out or added before it. A line is on the disk before its answer
 * goes out.
 */

/** What was asked and what came of it. */
export interface LogEntry {
  at: string;
  platform: string;
  /** Id of the question. */
  question: string;
  /** As the platform said: kind, agency, name. */
  reader: Readonly<Record<string, string>>;
  basis: string;
  registry: string;
  /** The person by a keyed hash of their number: whoever has the node's key finds their lines, and nobody else can. */
  person: string;
  fields: readonly string[];
  /** Records given, or why none was. */
  outcome: { records: number } | { refused: string };
}

/** A log that is being written. */
export interface NodeLog {
  /** Is done when all of the entries are on the disk. */
  append(entries: readonly LogEntry[]): Promise<void>;
  /** How many lines there are, and the hash of the last. */
  head(): LogHead;
  close(): Promise<void>;
}

export interface LogHead {
  entries: number;
  hash: string;
}

/** What stands before the first line. */
const START: LogHead = { entries: 0, hash: sha256('madang/node-log').toString('base64url') };

const NEWLINE = 0x0a;

/**
 * Opens a log, or begins one. A last line that a crash left unfinished is cut off: nothing was answered for it.
 * @throws ConfigError where a line does not follow from the one before.
 */
export async function openNodeLog(path: string): Promise<NodeLog> {
  const { head: found, bytes } = await readNodeLog(path);
  const file = await open(path, 'a', 0o600);
  await file.truncate(bytes);
  let head = found;
  const waiting: { text: string; done: () => void; failed: (error: unknown) => void }[] = [];
  let writing: Promise<void> | undefined;
  let broken: unknown;
  const write = async () => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0);
      try {
        if (broken) throw broken;
        await put(
          file,
          batch.map(({ text }) => text),
        );
        for (const { done } of batch) done();
      } catch (error) {
        // What is on the disk is not known any more: the next start reads it anew.
        broken ??= error;
        for (const { failed } of batch) failed(error);
      }
    }
    writing = undefined;
  };
  return {
    append(entries) {
      let text = '';
      for (const entry of entries) {
        const line = lineOf(entry, head);
        text += `${line}\n`;
        head = { entries: head.entries + 1, hash: hashOf(line) };
      }
      return new Promise((done, failed) => {
        waiting.push({ text, done, failed });
        writing ??= write();
      });
    },
    head: () => head,
    async close() {
      await writing;
      await file.close();
    },
  };
}

async function put(file: FileHandle, texts: readonly string[]): Promise<void> {
  await file.appendFile(texts.join(''));
  await file.datasync();
}

const lineOf = (entry: LogEntry, { entries, hash }: LogHead): string =>
  canonicalJson({ ...entry, n: entries, before: hash });

const hashOf = (line: string): string => sha256(line).toString('base64url');

/**
 * Reads a log from its first line, and checks that each follows from the one before.
 * @returns where it ends: `bytes` without an unfinished last line.
 * @throws ConfigError naming the line that does not follow.
 */
export async function readNodeLog(
  path: string,
  onLine: (entry: LogEntry) => void = () => {},
): Promise<{ head: LogHead; bytes: number }> {
  let head = START;
  let bytes = 0;
  for await (const line of linesOf(path)) {
    const entry = entryOf(line, head);
    if (!entry)
      throw new ConfigError(`${path} was changed: line ${head.entries + 1} does not follow from those before.`);
    onLine(entry);
    head = { entries: head.entries + 1, hash: hashOf(line) };
    bytes += Buffer.byteLength(line) + 1;
  }
  return { head, bytes };
}

function entryOf(line: string, { entries, hash }: LogHead): LogEntry | undefined {
  try {
    const { n, before, ...entry } = JSON.parse(line) as LogEntry & { n: number; before: string };
    return n === entries && before === hash && canonicalJson({ ...entry, n, before }) === line ? entry : undefined;
  } catch {
    return undefined;
  }
}

/** The whole lines of a file; none where there is no file. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      rest = Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE, start)) {
        yield rest.toString('utf8', start, end);
        start = end + 1;
      }
      rest = rest.subarray(start);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
