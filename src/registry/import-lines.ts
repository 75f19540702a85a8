import { open } from 'node:fs/promises';

/** Longest line, and longest record of several lines, in bytes: as much as a request's body may hold. */
export const LONGEST_RECORD = 64 * 1024;

/** A line of a file without its end. */
export interface Line {
  /** Undefined where it is longer than a record may be. */
  text: string | undefined;
  /** Counts from 1. */
  number: number;
  /** Where the next line begins, in bytes from the file's start. */
  end: number;
}

/** A place in a file between two lines. */
export interface Place {
  offset: number;
  /** Lines before it. */
  line: number;
}

const NEWLINE = 10;
const RETURN = 13;
const BYTE_ORDER_MARK = '\ufeff';

/** The lines of a UTF-8 file from a place on, a chunk's worth at a time: memory does not grow with the file. */
export async function* readLines(file: string, from: Place, chunkSize = 256 * 1024): AsyncGenerator<Line[]> {
  const handle = await open(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(chunkSize);
    let position = from.offset;
    let number = from.line;
    let rest: Buffer = Buffer.alloc(0);
    let tooLong = false;
    const lineOf = (bytes: Buffer, end: number): Line => {
      const text = tooLong || bytes.length > LONGEST_RECORD ? undefined : textOf(bytes, number === 0);
      tooLong = false;
      number += 1;
      return { text, number, end };
    };
    for (;;) {
      const { bytesRead } = await handle.read(chunk, 0, chunkSize, position);
      if (bytesRead === 0) break;
      const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
      const start = position - rest.length;
      position += bytesRead;
      const lines: Line[] = [];
      let at = 0;
      for (let newline = bytes.indexOf(NEWLINE); newline !== -1; newline = bytes.indexOf(NEWLINE, at)) {
        lines.push(lineOf(bytes.subarray(at, newline), start + newline + 1));
        at = newline + 1;
      }
      rest = Buffer.from(bytes.subarray(at));
      if (rest.length > LONGEST_RECORD) {
        tooLong = true;
        rest = Buffer.alloc(0);
      }
      if (lines.length > 0) yield lines;
    }
    if (rest.length > 0 || tooLong) yield [lineOf(rest, position)];
  } finally {
    await handle.close();
  }
}

function textOf(bytes: Buffer, isFirst: boolean): string {
  const text = bytes.toString('utf8', 0, bytes.at(-1) === RETURN ? bytes.length - 1 : bytes.length);
  return isFirst && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}
