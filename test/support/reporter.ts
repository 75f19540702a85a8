import { writeFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';

/** What node:test tells a reporter, as far as we look at it (https://nodejs.org/api/test.html#class-testsstream). */
interface Event {
  type: string;
  data: {
    name?: string;
    file?: string;
    message?: string;
    duration_ms?: number;
    success?: boolean;
    counts?: { passed: number; failed: number; cancelled: number; skipped: number; todo: number };
    details?: { error?: Error & { failureType?: string } };
  };
}

/**
 * A reporter for node:test: a line for each file, and under it what failed and all that the file printed, if it failed.
 * A file that cannot be loaded, or that holds no test, is one failed test. The counts of the whole run go to the file
 * that MADANG_TEST_COUNTS names.
 */
export default async function* report(events: AsyncIterable<Event>): AsyncGenerator<string> {
  const failures = new Map<string, string>();
  const output = new Map<string, string>();
  let empty = 0;
  const add = (texts: Map<string, string>, file: string, text: string) =>
    texts.set(file, (texts.get(file) ?? '') + text);
  for await (const { type, data } of events) {
    const file = resolve(data.file ?? '');
    const isWholeFile = data.name !== undefined && resolve(data.name) === file;
    if (type === 'test:stdout' || type === 'test:stderr') add(output, file, data.message!);
    else if (type === 'test:pass' && isWholeFile) {
      empty += 1;
      yield `  ✗ ${relative('', file)}  holds no test\n`;
    } else if (type === 'test:fail' && isWholeFile) {
      yield `  ✗ ${relative('', file)}  failed as a whole\n${indent(output.get(file) || describe(data))}`;
    } else if (type === 'test:fail' && data.details?.error?.failureType !== 'subtestsFailed') {
      add(failures, file, describe(data));
    } else if (type === 'test:summary' && data.file) {
      yield fileLine(data);
      if (!data.success) yield indent((failures.get(file) ?? '') + (output.get(file) ?? ''));
    } else if (type === 'test:summary') {
      const { passed, failed, cancelled, skipped, todo } = data.counts!;
      if (skipped + todo > 0) yield `  ${skipped + todo} skipped\n`;
      const counts = { passed: passed - empty, failed: failed + cancelled + empty };
      writeFileSync(process.env.MADANG_TEST_COUNTS!, JSON.stringify(counts));
    }
  }
}

function fileLine({ file, counts, duration_ms, success }: Event['data']): string {
  const { passed, failed, cancelled } = counts!;
  const result = success ? `${passed} passed` : `${passed} passed, ${failed + cancelled} failed`;
  return `  ${success ? '✓' : '✗'} ${relative('', file!)}  ${result}, ${((duration_ms ?? 0) / 1000).toFixed(1)} s\n`;
}

/** The name and the error with its causes, without the frames inside Node. */
function describe({ name, details }: Event['data']): string {
  const lines: string[] = [];
  // node:test wraps what was thrown in an error of its own.
  for (let error: unknown = details?.error?.cause ?? details?.error; error; error = (error as Error).cause) {
    lines.push(error instanceof Error ? (error.stack ?? error.message) : String((error as Error).stack ?? error));
  }
  const ours = lines.join('\n').split('\n');
  return `✗ ${name}\n${indent(ours.filter((line) => !/^\s+at .*\(?node:/.test(line)).join('\n'))}`;
}

function indent(text: string): string {
  return text === '' ? '' : `${text.trimEnd().replaceAll(/^(?=.)/gm, '    ')}\n`;
}
