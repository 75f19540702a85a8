import { resolve } from 'node:path';
import type { run } from 'node:test';

/** What came of test files: how many tests. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What node:test tells of a run, as far as we look at it (https://nodejs.org/api/test.html#class-testsstream). */
interface Event {
  type: string;
  data: {
    name?: string;
    message?: string;
    success?: boolean;
    counts?: { passed: number; failed: number; cancelled: number; skipped: number; todo: number };
    details?: { error?: Error & { failureType?: string } };
  };
}

/**
 * Counts the tests of one file as they run, and prints what failed. A file that cannot be loaded, that holds no test, or in
 * which something goes wrong after its last test, is one failed test.
 */
export async function report(events: ReturnType<typeof run>, file: string): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events as AsyncIterable<Event>) {
    if (type === 'test:pass' && resolve(data.name!) === resolve(file)) {
      // node:test puts a test named as the file in the place of a file that has none.
      counts.passed -= 1;
      counts.failed += 1;
      console.log('holds no test');
    } else if (type === 'test:fail' && data.details?.error?.failureType !== 'subtestsFailed') {
      console.log(describe(data));
    } else if (type === 'test:diagnostic' && data.message!.startsWith('Error: ')) {
      console.log(data.message);
    } else if (type === 'test:summary') {
      const { passed, failed, cancelled, skipped, todo } = data.counts!;
      counts.passed += passed;
      counts.failed += failed + cancelled;
      counts.skipped += skipped + todo;
      if (!data.success) counts.failed ||= 1;
    }
  }
  if (process.exitCode && counts.failed === 0) {
    counts.failed = 1;
    console.log(`left the exit code ${process.exitCode}`);
  }
  return counts;
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

/** A text moved in. */
export function indent(text: string): string {
  return text.trimEnd().replaceAll(/^(?=.)/gm, '    ');
}
