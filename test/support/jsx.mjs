import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * Node reads TypeScript by itself, but not with elements in it: such files have been compiled before the first test, by
 * test/run.mjs.
 */

const root = fileURLToPath(new URL('../..', import.meta.url));
const compiled = process.env.MADANG_TEST_JSX;

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.tsx')) return next(url, context);
    const name = relative(root, fileURLToPath(url)).replace(/\.tsx$/, '.js');
    return { format: 'module', shortCircuit: true, source: readFileSync(join(compiled, name), 'utf8') };
  },
});
