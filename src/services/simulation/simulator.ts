import { Worker } from 'node:worker_threads';
import { AppError, type JobHandler, type Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Answer, Question } from './engine.ts';
import { deleteExpired, deletePopulation, type OwnId } from './own/store.ts';
import type { Asked, Told } from './protocol.ts';
import { Task } from './task.ts';

/** How long the thread may be without work before it ends, and its populations with it, in milliseconds. */
const IDLE_MS = 15 * 60_000;
/** How often it is asked whether it lives while something is awaited of it, and how long its silence may last. */
const GREETING_MS = 5_000;
const SILENCE_MS = 60_000;

const BUSY: Text = {
  ko: '계산을 마치지 못했어요. 잠시 뒤 다시 시도해 주세요.',
  'zh-Hant': '計算未能完成，請稍後再試。',
  en: 'The figures could not be worked out. Wait a moment and try again.',
};

interface Waiting {
  resolve(answer: never): void;
  reject(error: unknown): void;
}

/** A thread with an engine, started when it is needed; one that died or fell silent is replaced at the next question. */
class Simulator {
  readonly #gov: Government;
  #thread: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #greeting: NodeJS.Timeout | undefined;
  #heardAt = 0;
  #count = 0;
  readonly #waiting = new Map<number, Waiting>();

  constructor(gov: Government) {
    this.#gov = gov;
  }

  ask<T>(ask: Asked['ask']): Promise<T> {
    const thread = this.#started();
    const id = this.#count++;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      thread.ref();
      this.#watch();
      thread.postMessage({ id, ask } satisfies Asked);
    });
  }

  /** Tells the thread, if there is one. */
  tell(ask: Asked['ask']): void {
    if (this.#thread) this.ask(ask).catch(() => {});
  }

  #started(): Worker {
    if (this.#thread) return this.#thread;
    const thread = new Worker(new URL('./thread.ts', import.meta.url), {
      name: 'simulation',
      // The loader of TypeScript, however this process came by its own.
      execArgv: ['--import', import.meta.resolve('tsx')],
      workerData: { folder: this.#gov.pack.folder, url: this.#gov.pool.options.connectionString },
    });
    thread.on('message', (told: Told) => this.#hear(told));
    thread.on('error', (error) => this.#end(thread, error));
    thread.on('exit', () => this.#end(thread, new Error('the thread ended')));
    this.#heardAt = performance.now();
    this.#thread = thread;
    return thread;
  }

  #hear(told: Told): void {
    this.#heardAt = performance.now();
    const waiting = this.#waiting.get(told.id);
    this.#waiting.delete(told.id);
    if ('error' in told) waiting?.reject(told.error);
    else waiting?.resolve(told.answer as never);
    if (this.#waiting.size === 0) this.#rest();
  }

  /** Nothing is awaited: it keeps no process alive, and ends after a while. */
  #rest(): void {
    clearInterval(this.#greeting);
    this.#thread?.unref();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#thread?.terminate(), IDLE_MS).unref();
  }

  #watch(): void {
    clearTimeout(this.#idle);
    if (this.#waiting.size > 1) return;
    this.#heardAt = performance.now();
    clearInterval(this.#greeting);
    this.#greeting = setInterval(() => {
      if (performance.now() - this.#heardAt > SILENCE_MS) void this.#thread?.terminate();
      else this.#thread?.postMessage({ id: -1, ask: { kind: 'greeting' } } satisfies Asked);
    }, GREETING_MS).unref();
  }

  #end(thread: Worker, cause: Error): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    clearInterval(this.#greeting);
    clearTimeout(this.#idle);
    if (this.#waiting.size > 0) this.#gov.logger.error({ err: cause }, 'the simulation thread ended at work');
    for (const { reject } of this.#waiting.values()) reject(new AppError('unavailable', BUSY, { cause }));
    this.#waiting.clear();
  }
}

const simulators = new WeakMap<Government, Simulator>();

function simulatorOf(gov: Government): Simulator {
  const simulator = simulators.get(gov) ?? new Simulator(gov);
  simulators.set(gov, simulator);
  return simulator;
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
  const asked = new Task<Answer>(1, () => simulatorOf(gov).ask(ask));
  return (await asked.within(patience + MARGIN_MS))?.result ?? STARTING;
}

/** Has the thread ready for the question that is likely to come. */
export const expectSimulation = (gov: Government): void =>
  void simulatorOf(gov)
    .ask({ kind: 'greeting' })
    .catch(() => {});

/** Deletes an officer's population, here and now. False where they have none of this id. */
export async function discardPopulation(gov: Government, own: OwnId): Promise<boolean> {
  simulatorOf(gov).tell({ kind: 'forget', own });
  return deletePopulation(gov.db, own);
}

/** Reads a file that an officer brought. */
export const populationJob = (gov: Government): JobHandler =>
  (async (own: OwnId) => simulatorOf(gov).ask({ kind: 'check', own, now: gov.clock.now() })) as JobHandler;

/** Deletes what has been kept for its time. */
export const populationsJob =
  (gov: Government): JobHandler =>
  async () =>
    deleteExpired(gov.db, gov.clock.now());
