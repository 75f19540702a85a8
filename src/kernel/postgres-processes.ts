import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 10;
/** How long a fast shutdown may take before the immediate one, which leaves recovery to the next start. */
const SHUTDOWN_MS = 60_000;

/** A server that runs, and where its socket is: its starter may have had another temporary folder than we. */
export interface Postmaster {
  pid: number;
  socketDirectory: string;
}

/** The server that works in the cluster now. Its pid file may outlive it, and another process may have its number since. */
export function findPostmaster(data: string): Postmaster | undefined {
  // Lines of postmaster.pid: pid, data folder, start time, port, socket folder, … (PostgreSQL's miscadmin.h).
  const lines = readLines(join(data, 'postmaster.pid'));
  const pid = Number(lines[0]);
  if (!lines[4] || !processesIn(data).includes(pid)) return undefined;
  return { pid, socketDirectory: lines[4] };
}

/** Removes what a killed server left in the way of a new one, once its last backends are gone. */
export async function clearAway(
  data: string,
  socketDirectory: string,
  onProgress: (message: string) => void,
): Promise<void> {
  const pidFile = join(data, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  for (let told = false; processesIn(data).length > 0; told = true) {
    if (!told) onProgress('waiting for the last processes of a killed database server');
    await sleep(POLL_MS);
  }
  // PostgreSQL drops a pid file of a dead process itself, but is stopped by one whose number was given out again,
  // which is usual when a container starts anew.
  for (const file of [pidFile, join(socketDirectory, '.s.PGSQL.5432.lock')]) {
    const pid = Math.abs(Number(readLines(file)[0]));
    if (pid > 0 && isAlive(pid)) rmSync(file);
  }
}

/** Ends a server and waits until it is gone; sessions that are still open are cut off and rolled back. */
export async function shutDown(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  const patience = AbortSignal.timeout(SHUTDOWN_MS);
  patience.onabort = () => isAlive(pid) && process.kill(pid, 'SIGQUIT');
  while (isAlive(pid)) await sleep(POLL_MS);
}

/** Whether a process has this number, be it ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The processes whose working folder is the cluster: a postmaster moves there, and its backends stay. */
function processesIn(data: string): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  return pids.filter((pid) => {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === data;
    } catch {
      return false;
    }
  });
}

function readLines(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}
