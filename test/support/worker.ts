import { flushCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { run } from 'node:test';
import { report } from './reporter.ts';

/*
 * A process that runs test files, one after the other, as the pool sends their paths. What they import is loaded once
 * for all of them. A file has ended when nothing of it keeps the process alive any more, just as if it had the process
 * to itself: what it forgets to close makes it run into the time limit.
 */

const timeout = Number(process.env.MADANG_TEST_TIMEOUT);

process.on('message', async (file: string) => {
  process.channel!.unref();
  const counts = await report(run({ files: [resolve(file)], isolation: 'none', timeout }), file);
  flushCompileCache(); // for the processes that later tests start
  process.exitCode = 0;
  process.channel!.ref();
  process.send!(counts);
});
