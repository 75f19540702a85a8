import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { evaluateLines } from '../../src/rules/index.ts';
import { type Command, EXIT, UsageError } from './command.ts';

export const rulesEvalCommand: Command = {
  name: 'rules eval',
  usage: '--batch [FILE]',
  summary: 'Evaluate expressions: one JSON line for each line of a file or of the standard input',
  details: `Each line {"expr": "a + 1", "context": {"a": 1}} gives one line {"value": 2}, or {"error": "…"} when the line is no
such JSON or the expression does not parse. FEEL is taken as the standard has it (OMG DMN 1.5, chapter 10), without
what Madang adds: what has no value is {"value": null, "problems": ["division by zero"]}, and so is a name that the
context does not have. Dates, times and durations are written as texts of ISO 8601. The exit code is 0 unless the file
cannot be read. FILE may be - for the standard input.`,
  async run([mode, file = '-', ...more]) {
    if (mode !== '--batch' || more.length > 0) throw new UsageError('Call it with --batch and at most one file.');
    const input = file === '-' ? process.stdin : createReadStream(file);
    input.setEncoding('utf8');
    try {
      await pipeline(input, evaluateLines, process.stdout, { end: false });
    } catch (error) {
      if (!(error instanceof Error) || !('code' in error)) throw error;
      if (error.code === 'EPIPE') return EXIT.done; // whoever reads has seen enough
      process.stderr.write(`${file} cannot be read: ${error.message}\n`);
      return EXIT.failed;
    }
    return EXIT.done;
  },
};
