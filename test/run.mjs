// npm test: types, lint, then every test against one embedded PostgreSQL. The last line is `N passed, N failed`.
//   node test/run.mjs [--long] [PATTERN…]
// --long adds the *.long.test.ts files. With patterns, only the test files whose path contains one of them are run.
import { spawn } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { constants, freemem, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const installed = join(root, 'node_modules/.bin');
const long = process.argv.includes('--long');
const patterns = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const TIMEOUT_MS = long ? 3_600_000 : 300_000;

// Everything temporary of this run lies in one folder; PostgreSQL may run as another user, who must pass through.
const folder = mkdtempSync(join(roomiest(), 'madang-test-'));
chmodSync(folder, 0o711);
const environment = {
  ...process.env,
  PATH: `${installed}:${process.env.PATH}`,
  TMPDIR: folder,
  // What one process has compiled, no other need compile again.
  NODE_COMPILE_CACHE: join(folder, 'compiled'),
};

const total = { passed: 0, failed: 0 };
const began = Date.now();
let child;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    cleanUp();
    process.exit(128 + constants.signals[signal]);
  });
}

try {
  if (patterns.length === 0) {
    await stage('types', 'tsc', []);
    await stage('lint', 'biome', ['check', '.']);
  }
  await runTests();
} catch (error) {
  console.error(error);
  total.failed += 1;
} finally {
  cleanUp();
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : (process.exitCode ?? 0));

async function stage(name, command, args) {
  heading(name);
  const code = await run(join(installed, command), args);
  total[code === 0 ? 'passed' : 'failed'] += 1;
}

async function runTests() {
  heading('tests');
  const files = testFiles();
  if (files.length === 0) {
    console.log('  no test file matches');
    process.exitCode = 1;
    return;
  }
  const { startPostgres } = await import('../src/kernel/index.ts');
  const { UNSAFE_BUT_FAST, withDatabase } = await import('./support/database.ts');
  const server = await startPostgres({ directory: join(folder, 'postgres'), settings: UNSAFE_BUT_FAST });
  const { runFiles } = await import('./support/pool.ts');
  const said = join(folder, 'said');
  mkdirSync(said);
  const jsx = join(folder, 'jsx');
  await compileJsx(jsx);
  const env = {
    ...environment,
    MADANG_TEST_PG: withDatabase(server.url, 'postgres'),
    MADANG_TEST_SAID: said,
    MADANG_TEST_JSX: jsx,
  };
  const { passed, failed, skipped, failures } = await runFiles(files, { env, folder, timeoutMs: TIMEOUT_MS });
  await lookThroughSaid(said);
  if (failures.length > 0) heading('what failed');
  for (const failure of failures) console.log(failure);
  if (skipped > 0) console.log(`  ${skipped} skipped`);
  total.passed += passed;
  total.failed += failed;
  if (passed + failed === 0) {
    console.log('  no test was executed');
    process.exitCode = 1;
  }
}

/** The files with elements in them, for test/support/jsx.mjs. */
function compileJsx(folder) {
  const files = ['src', 'packs', 'test'].flatMap((place) =>
    readdirSync(join(root, place), { recursive: true }).map((file) => join(root, place, file)),
  );
  return build({
    entryPoints: files.filter((file) => file.endsWith('.tsx')),
    outdir: folder,
    outbase: root,
    format: 'esm',
    target: 'node24',
    sourcemap: 'inline',
    sourcesContent: false,
  });
}

/** No log line, figure or address of the whole run may say what a register holds of somebody. */
async function lookThroughSaid(said) {
  const { lookThrough, plantedValues } = await import('./support/said.ts');
  const { loadPack } = await import('../src/pack/index.ts');
  const packs = await Promise.all(['tw', 'kr'].map((pack) => loadPack(pack)));
  const { lines, telling } = lookThrough(said, new Set(packs.flatMap((pack) => [...plantedValues(pack)])));
  if (lines === 0) return;
  console.log(
    `  ${telling.length > 0 ? '✗' : '✓'} ${lines} lines of logs, figures and addresses say nothing of anybody`,
  );
  for (const line of telling.slice(0, 20)) console.log(`    ${line.slice(0, 1_000)}`);
  total[telling.length > 0 ? 'failed' : 'passed'] += 1;
}

/** Those of the whole house and of browsers come first: they take longest, and at the end nothing would run beside them. */
function testFiles() {
  return ['src', 'packs', 'test']
    .flatMap((place) => readdirSync(join(root, place), { recursive: true }).map((file) => join(place, file)))
    .filter((file) => /\.test\.tsx?$/.test(file) && (long || !/\.long\.test\.tsx?$/.test(file)))
    .filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)))
    .map((file) => ({
      file,
      long: file.startsWith('test/') || readFileSync(join(root, file), 'utf8').includes('launchBrowser'),
    }))
    .sort((a, b) => Number(b.long) - Number(a.long) || (a.file < b.file ? -1 : 1))
    .map(({ file }) => file);
}

function heading(name) {
  console.log(`\n== ${name}  (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

/** Runs a program in a process group of its own, so that it can be ended with all that it started. */
function run(command, args) {
  child = spawn(command, args, {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      child = undefined;
      resolve(code ?? signal);
    });
  });
}

/**
 * In memory, where there is enough of it: databases come and go by hundreds of files, and a disk's file system passes over
 * each that was removed in the last minute when it makes another (ext4), which was a sixth of all work.
 */
function roomiest() {
  const [memory, enough] = ['/dev/shm', 8 * 2 ** 30];
  const { bavail, bsize } = quietly(() => statfsSync(memory)) ?? { bavail: 0, bsize: 0 };
  return Math.min(bavail * bsize, freemem()) >= enough ? memory : tmpdir();
}

/** Ends whatever still runs, and removes the folder. The database is thrown away, so it is not stopped but killed. */
function cleanUp() {
  if (child) process.kill(-child.pid, 'SIGKILL');
  for (let left = ownProcesses(); left.length > 0; left = ownProcesses()) {
    for (const pid of left) killQuietly(pid);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
  rmSync(folder, { recursive: true, force: true });
}

/** The processes that work in the run's folder (PostgreSQL) or were started by its tests, whoever their parent is now. */
function ownProcesses() {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.map(Number).filter((pid) => {
    const workingFolder = quietly(() => readlinkSync(`/proc/${pid}/cwd`)) ?? '';
    const variables = quietly(() => readFileSync(`/proc/${pid}/environ`, 'utf8')) ?? '';
    return workingFolder.startsWith(`${folder}/`) || variables.split('\0').includes(`TMPDIR=${folder}`);
  });
}

function killQuietly(pid) {
  quietly(() => process.kill(pid, 'SIGKILL'));
}

function quietly(read) {
  try {
    return read();
  } catch {
    return undefined;
  }
}
