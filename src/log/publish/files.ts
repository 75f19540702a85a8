import { mkdir } from 'node:fs/promises';
import { Gauge, type Registry } from 'prom-client';
import { holdLease, pause, type World } from '../../kernel/index.ts';
import { type OperatedLog, policyOf } from '../log.ts';
import { formatPolicy } from '../note/policy.ts';
import { type Copied, copyLog } from './copy.ts';
import { type LogDirectory, openDirectory, type WriteDurably } from './directory.ts';
import { LogError } from './errors.ts';
import { postgresSource, publishedWidths } from './postgres-source.ts';
import { readCheckpoint } from './trust.ts';

/** How long the files rest when they have caught up, and after something went wrong, in milliseconds. */
const ROUND_MS = 500;
const REST_MS = 2_000;

/** The database has others to serve, so that few bundles are read at once. */
const PARALLEL = 2;

/** Figures of the files, for `/metrics`. */
interface Figures {
  /** 1 as long as the last round did what it should, else 0. */
  following: Gauge<'log'>;
  /** Entries that the files hold. */
  entries: Gauge<'log'>;
}

/**
 * Keeps the published log as plain files in the folder LOG_FILES, in one of all processes on the database; does nothing
 * where none is set. What goes wrong with the folder is told and tried again, and holds up nothing else.
 */
export function startPublisher(world: World, log: OperatedLog, write?: WriteDurably): { stop(): Promise<void> } {
  const folder = world.config.LOG_FILES;
  if (folder === '') return { stop: async () => {} };
  const figures = figuresOf(world.metrics.registry);
  const own = { log: log.origin };
  let told = ''; // outlives a lease that is lost and taken again
  const made = mkdir(folder, { recursive: true }).catch(() => {}); // why it is not there is told by the first round
  return holdLease(world.pool, `log files ${log.origin}`, world.logger, async (_, signal) => {
    await made;
    while (!signal.aborted) {
      const outcome = await attemptOnce(() => follow(world, log, folder, { signal, write }));
      if (signal.aborted) break;
      if ('done' in outcome) figures.entries.set(own, outcome.done.size);
      figures.following.set(own, 'done' in outcome ? 1 : 0);
      told = tell(world, folder, outcome, told);
      await pause(told ? REST_MS : ROUND_MS, signal);
    }
    // Whoever takes over has the figures then.
    for (const figure of Object.values(figures)) figure.remove(own);
  });
}

type Outcome = { done: Copied } | { failed: NodeJS.ErrnoException };

async function attemptOnce(work: () => Promise<Copied>): Promise<Outcome> {
  try {
    return { done: await work() };
  } catch (failed) {
    return { failed: failed as NodeJS.ErrnoException };
  }
}

/** Logs what is new about it: the same failure is told once. Gives what is wrong now. */
function tell({ logger }: World, folder: string, outcome: Outcome, told: string): string {
  if ('done' in outcome) {
    if (told) logger.info({ folder }, 'the files of the log are written again');
    return '';
  }
  const { failed } = outcome;
  const reason = failed.code ?? failed.message; // messages of the file system name drafts, which are new each time
  if (reason !== told)
    logger.warn({ folder, err: failed }, 'the files of the log could not be written; it is tried again');
  return reason;
}

/** Brings the folder up to the newest published checkpoint. */
async function follow(
  { db }: World,
  log: OperatedLog,
  folder: string,
  { signal, write }: { signal: AbortSignal; write: WriteDurably | undefined },
): Promise<Copied> {
  const directory = await openDirectory(folder, write);
  const source = postgresSource(db, log.origin);
  // Our own database is not asked for signatures: its newest checkpoint may be older than the newest key.
  const copied = await copyLog({
    source,
    directory,
    trust: readCheckpoint,
    earlierWidths: (level, sizes) => publishedWidths(db, log.origin, level, sizes),
    parallel: PARALLEL,
    signal,
  });
  if (copied.shown < copied.size)
    throw new LogError(
      `The files hold ${copied.size} entries, the database ${copied.shown}: was an older state restored?`,
    );
  if (copied.size > copied.from) await tellKeys(directory, log);
  return copied;
}

/** What `/log/vkey` and `/log/policy` say, for a web server that serves the folder alone. */
async function tellKeys(directory: LogDirectory, log: OperatedLog): Promise<void> {
  await directory.replace('vkey', log.signers.map(({ vkey }) => `${vkey}\n`).join(''));
  await directory.replace('policy', formatPolicy(policyOf(log)));
}

function figuresOf(registry: Registry): Figures {
  return {
    following: new Gauge({
      name: 'madang_log_files_following',
      help: "1 while the log's files follow the published log, 0 while they cannot be written",
      labelNames: ['log'],
      registers: [registry],
    }),
    entries: new Gauge({
      name: 'madang_log_files_entries',
      help: "Entries that the log's files hold",
      labelNames: ['log'],
      registers: [registry],
    }),
  };
}
