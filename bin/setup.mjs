// Installs what package-lock.json says, if it is not installed yet. Runs before every npm script, on any Node from 20 on
// and with no dependency, so that a fresh clone needs nothing but `npm start`. Exit codes: 0 installed, 1 cannot, and
// 128 + n when ended by a signal.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const root = dirname(dirname(fileURLToPath(import.meta.url)));

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  fail(`Madang needs Node ${OLDEST_NODE} or later; this is ${process.version}. See https://nodejs.org/en/download`);
}
if (missing().length > 0) await alone(install);

async function install(lock) {
  const wanted = missing();
  if (wanted.length === 0) return; // another process has done it while we waited
  refuseUnsupported();
  console.error(`Installing ${wanted.length} packages from package-lock.json, which takes about a minute …`);
  const began = Date.now();
  const seconds = () => `${Math.round((Date.now() - began) / 1000)} s`;
  const progress = setInterval(() => {
    const there = wanted.filter((path) => existsSync(join(root, path, 'package.json'))).length;
    console.error(`  ${there} of ${wanted.length} packages, ${seconds()}`);
  }, 5_000);
  const code = await npmCi(lock);
  clearInterval(progress);
  if (code !== 0) fail(`npm ci failed (see above). Is the package registry reachable, and ${root} writable?`);
  const left = missing();
  if (left.length > 0) fail(`npm left out ${left.join(', ')}. Remove node_modules and try again.`);
  console.error(`Installed in ${seconds()}.`);
}

/**
 * The packages of the lock for this platform that are not installed in the right version. npm writes its own record,
 * the hidden lockfile, as the last step of an install, so an interrupted install counts as none.
 */
function missing() {
  const wanted = packagesOf('package-lock.json');
  const installed = existsSync(join(root, 'node_modules/.package-lock.json'))
    ? packagesOf('node_modules/.package-lock.json')
    : {};
  // What is optional and bound to no platform is there for the sake of another platform's package, and left out with it.
  const ours = ({ os, cpu, libc, optional }) =>
    (os || cpu || !optional) &&
    (!os || os.includes(process.platform)) &&
    (!cpu || cpu.includes(process.arch)) &&
    (!libc || libc.includes('glibc'));
  const same = (a, b) => b !== undefined && a.version === b.version && a.integrity === b.integrity;
  return Object.keys(wanted).filter(
    (path) => path !== '' && ours(wanted[path]) && !same(wanted[path], installed[path]),
  );
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(join(root, lockfile), 'utf8')).packages;
}

/** The embedded PostgreSQL and the locked Node are built for these only. */
function refuseUnsupported() {
  const { platform, arch } = process;
  const wayOut = 'Use a container or, on Windows, WSL 2.';
  if (platform !== 'linux' || !['x64', 'arm64'].includes(arch))
    fail(`Madang runs on Linux (x64, arm64), not on ${platform} ${arch}. ${wayOut}`);
  if (!process.report.getReport().header.glibcVersionRuntime)
    fail(`Madang needs a Linux with glibc, such as Debian or Fedora; Alpine has none. ${wayOut}`);
}

/**
 * Development packages too, whatever NODE_ENV says: the tests need them. No package of the lock needs its install script.
 * npm holds the lock along with us, so that after kill -9 of this process nobody installs beside what goes on.
 */
function npmCi(lock) {
  const { npm_execpath: cli = '', npm_node_execpath: node = process.execPath } = process.env;
  const [command, ...first] = cli.endsWith('npm-cli.js') ? [node, cli] : ['npm'];
  const options = ['--ignore-scripts', '--include=dev', '--include=optional', '--no-progress', '--loglevel=error'];
  return new Promise((resolve) => {
    const child = spawn(command, [...first, 'ci', ...options], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit', lock],
    });
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        child.kill('SIGKILL'); // npm would first undo what it did, for as long; the next install starts anew anyway
        process.exit(128 + constants.signals[signal]);
      });
    }
    child.on('error', (error) => fail(`npm could not be started: ${error.message}`));
    child.on('close', resolve);
  });
}

/**
 * Runs `work` while no other process installs here. The lock is a Linux abstract socket, which the kernel frees with its
 * holder, however that ends (the same as src/kernel/exclusive.ts, which cannot be loaded before the install).
 */
async function alone(work) {
  if (process.platform !== 'linux') return refuseUnsupported();
  const address = `\0madang:setup:${createHash('sha256').update(root).digest('hex')}`;
  const server = createServer((waiter) => waiter.on('error', () => {})).unref();
  for (let told = false; ; told = true) {
    const taken = await new Promise((resolve, reject) => {
      server.once('error', (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
      server.listen(address, () => resolve(true));
    });
    if (taken) break;
    if (!told) console.error('Another process is installing; waiting for it …');
    await new Promise((resolve) =>
      connect(address)
        .on('error', () => {})
        .on('close', resolve),
    );
  }
  await work(server._handle.fd);
  process.exit(0); // lets the waiters go
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
