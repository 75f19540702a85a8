#!/usr/bin/env node
// The launcher: makes sure that the project's own Node and its TypeScript loader run the command line.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const root = new URL('../', import.meta.url);
const ownNode = fileURLToPath(new URL('node_modules/.bin/node', root));

if (!existsSync(new URL('node_modules/tsx', root))) {
  process.stderr.write('Not installed yet. Run: node bin/setup.mjs\n');
  process.exit(1);
}
if (Number(process.versions.node.split('.')[0]) < NEEDED && existsSync(ownNode)) {
  // A signal from the terminal reaches both; the child ends in its own time and its code is passed on.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
  const { status, signal } = spawnSync(ownNode, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(signal ? 1 : (status ?? 1));
}

const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./commands/index.ts');
process.exitCode = await main(process.argv.slice(2));
