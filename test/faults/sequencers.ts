import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { all, type Db, sha256, sql, transaction } from '../../src/kernel/index.ts';
import { commitAct } from '../../src/log/index.ts';
import { actsLog, audit, contentOf } from '../../src/log/log-fixture.ts';
import { until } from './soundness.ts';

/** A process that does nothing but sequence the test's log. */
export interface SequencerProcess {
  /** What its connections are called, in `pg_stat_activity`. */
  name: string;
  signal(signal: NodeJS.Signals): void;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
}

let made = 0;

/** Starts a sequencer in a process of its own. It competes for the lease when this returns. */
export async function startSequencerProcess(databaseUrl: string): Promise<SequencerProcess> {
  const name = `sequencer-${++made}`;
  const url = new URL(databaseUrl);
  url.searchParams.set('application_name', name);
  const program = fileURLToPath(new URL('sequencer-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, url.href], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const killQuietly = () => child.kill('SIGKILL');
  process.once('exit', killQuietly);
  const ready = once(createInterface(child.stdout), 'line');
  await Promise.race([ready, ended.then(() => assert.fail('a sequencer has ended by itself'))]);
  // A test that fails leaves its processes behind: they must not keep it alive.
  child.unref();
  (child.stdout as Socket).unref();
  return {
    name,
    signal: (signal) => void child.kill(signal),
    async kill() {
      child.ref();
      child.kill('SIGKILL');
      await ended;
      process.off('exit', killQuietly);
    },
  };
}

/** The name of the process that holds the log's lease. */
export async function holderOf(db: Db): Promise<string | undefined> {
  const key = sha256(`lease:log ${actsLog.origin}`).readBigInt64BE().toString();
  const [holder] = await all(
    db,
    sql<{ name: string }>`select application_name as name from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32) | objid::bigint = ${key}::bigint`,
  );
  return holder?.name;
}

/** People who act on and on, and what they were told. */
export interface Load {
  /** The ids of all acts whose commit was acknowledged so far. */
  acknowledged: readonly string[];
  /** How many acts failed, or may have: their transaction broke. */
  broken: () => number;
  /** Stops acting, and waits for the acts under way. */
  stop(): Promise<void>;
}

/** How many acts of a lane are one transaction, in turn. */
const ACTS = [1, 2, 1, 8];
/** How long a lane rests between its transactions. */
const REST_MS = 50;

/** Acts in so many transactions at once until it is stopped. Every fifth rolls back at its end. */
export function startLoad(db: Db, lanes: number): Load {
  const acknowledged: string[] = [];
  let broken = 0;
  let going = true;
  const lane = async () => {
    for (let turn = 0; going; turn++) {
      try {
        const entries = await transaction(db, async (tx) => {
          const logged = [];
          for (let number = 0; number < ACTS[turn % ACTS.length]!; number++) {
            const act = { kind: 'case.decided', agency: 'social-affairs', at: new Date(), content: contentOf(number) };
            logged.push((await commitAct(tx, actsLog.origin, act)).entry);
          }
          if (turn % 5 === 4) throw new RolledBack();
          return logged;
        });
        acknowledged.push(...entries);
      } catch (error) {
        if (!(error instanceof RolledBack)) broken += 1;
      }
      await sleep(REST_MS, undefined, { ref: false });
    }
  };
  const ended = Promise.all(Array.from({ length: lanes }, lane));
  return {
    acknowledged,
    broken: () => broken,
    async stop() {
      going = false;
      await ended;
    },
  };
}

class RolledBack extends Error {}

/** Waits until the log is in step, and holds it against what was acknowledged: all of it is there, and once. */
export async function assertNothingLost(db: Db, acknowledged: readonly string[]): Promise<void> {
  const waiting = () => all(db, sql`select from log.outbox limit 1`);
  await until(async () => (await waiting()).length === 0, 'every act has its place');
  const { entries } = await audit(db);
  const present = new Set(entries);
  assert.equal(present.size, entries.length, 'no act is there twice');
  const lost = acknowledged.filter((entry) => !present.has(entry));
  assert.deepEqual(lost, [], 'no acknowledged act is without its leaf');
}
