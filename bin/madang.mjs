#!/usr/bin/env node
// The launcher: makes sure that the project's own Node runs the command line, compiled.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const root = new URL('../', import.meta.url);
const ownNode = fileURLToPath(new URL('node_modules/.bin/node', root));

if (!existsSync(new URL('node_modules/esbuild', root))) {
  process.stderr.write('Not installed yet. Run: node bin/setup.mjs\n');
  process.exit(1);
}
if (Number(process.versions.node.split('.')[0]) < NEEDED && existsSync(ownNode)) {
  process.exit(await runWith(ownNode));
}
process.setSourceMapsEnabled(true);
const { commandLine } = await import('./compile.mjs');
const { main } = await import(await commandLine());
process.exitCode = await main(process.argv.slice(2));

/** The same command under another Node. Signals are passed on, and the child's ending is ours. */
async function runWith(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {}); // Ctrl+C reaches the child by itself; twice would mean: stop at once
  const [code, signal] = await once(child, 'exit');
  return signal ? 128 + constants.signals[signal] : code;
}
