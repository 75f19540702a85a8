import type { JobHandler } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { Thread, type ThreadLimits } from './asking.ts';
import type { Answer, Question } from './engine.ts';
import { deleteExpired, deletePopulation, type OwnId } from './own/store.ts';
import { Task } from './task.ts';

/** Populations live in one thread; a file is read in another, so that one that breaks its reader breaks nothing else. */
const THREADS = {
  figures: { name: 'figures', idle: 15 * 60_000, silence: 60_000, heap: 4_096 },
  files: { name: 'files', idle: 60_000, silence: 30_000, heap: 1_024 },
} satisfies Record<string, ThreadLimits>;

const threads = new WeakMap<Government, Record<keyof typeof THREADS, Thread>>();

/** @param limits other limits than usual for the threads of a government that has none yet. */
function threadsOf(gov: Government, limits: Partial<ThreadLimits> = {}): Record<keyof typeof THREADS, Thread> {
  let found = threads.get(gov);
  if (!found) {
    found = {
      figures: new Thread(gov, { ...THREADS.figures, ...limits }),
      files: new Thread(gov, { ...THREADS.files, ...limits }),
    };
    threads.set(gov, found);
  }
  return found;
}

/** The thread itself may be starting, or busy for a moment: then there is nothing more to say than that it works. */
const STARTING: Answer = { state: 'working', step: 'people', done: 0, of: 1 };
/** How much longer than the patience of a question to wait for its answer, in milliseconds. */
const MARGIN_MS = 500;

/**
 * What a policy costs, or how far the work on that is.
 * @param patience about how long to wait for the end of it, in milliseconds.
 * @throws AppError `unavailable` when the work broke off; the same question begins it anew.
 */
export async function askSimulation(gov: Government, question: Question, patience: number): Promise<Answer> {
  const ask = { kind: 'question', question, now: gov.clock.now(), patience } as const;
  const asked = new Task<Answer>(1, () => threadsOf(gov).figures.ask(ask));
  return (await asked.within(patience + MARGIN_MS))?.result ?? STARTING;
}

/** Has the thread ready for the question that is likely to come. */
export const expectSimulation = (gov: Government): void =>
  void threadsOf(gov)
    .figures.ask({ kind: 'greeting' })
    .catch(() => {});

/** Deletes an officer's population, here and now. False where they have none of this id. */
export async function discardPopulation(gov: Government, own: OwnId): Promise<boolean> {
  threadsOf(gov).figures.tell({ kind: 'forget', own });
  return deletePopulation(gov.db, own);
}

/** Reads a file that an officer brought. @param limits for tests: of the thread that reads it. */
export function populationJob(gov: Government, limits?: Partial<ThreadLimits>): JobHandler {
  const check = (own: OwnId) => threadsOf(gov, limits).files.ask<void>({ kind: 'check', own, now: gov.clock.now() });
  return check as JobHandler;
}

/** Deletes what has been kept for its time. */
export const populationsJob =
  (gov: Government): JobHandler =>
  async () =>
    deleteExpired(gov.db, gov.clock.now());
