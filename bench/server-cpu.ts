import { readFileSync } from 'node:fs';

/** CPU that was used since something began, in milliseconds. */
export interface UsedCpu {
  /** By the Madang process. */
  server: number;
  /** By its PostgreSQL, all processes of it. */
  database: number;
}

/** Linux counts the time of processes in hundredths of a second. */
const TICK_MS = 10;

/** What a process and the PostgreSQL under a postmaster have used, as Linux has it in /proc. */
export function usedCpu(server: number, postmaster: number): UsedCpu {
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ');
  const database = [postmaster, ...children.map(Number)].reduce((sum, pid) => sum + ticksOf(pid), 0);
  return { server: ticksOf(server) * TICK_MS, database: database * TICK_MS };
}

/** User and system time of a process, and of its children that have ended; none for one that has ended itself. */
function ticksOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in parentheses and may hold anything: fields are counted from behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  } catch {
    return 0;
  }
}
