import { Worker } from 'node:worker_threads';
import { AppError, type Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Asked, Told } from './protocol.ts';

const BUSY: Text = {
  ko: '계산을 마치지 못했어요. 잠시 뒤 다시 시도해 주세요.',
  'zh-Hant': '計算未能完成，請稍後再試。',
  en: 'The figures could not be worked out. Wait a moment and try again.',
};

/** What a thread may take. Times in milliseconds. */
export interface ThreadLimits {
  name: string;
  /** How long it may be without work before it ends, and all that it remembers with it. */
  idle: number;
  /** How long it may keep silent while something is awaited of it: then it is ended. */
  silence: number;
  /** The most memory for objects, in MB. Columns are not among them. */
  heap: number;
}

interface Waiting {
  resolve(answer: never): void;
  reject(error: unknown): void;
}

/** How long a thread may take to start. */
const STARTING_MS = 60_000;
/** How often a thread is asked whether it lives, in parts of the silence that it may keep. */
const GREETINGS = 10;

/** A thread with an engine, started when it is needed; one that died or fell silent is replaced at the next question. */
export class Thread {
  readonly #gov: Government;
  readonly #limits: ThreadLimits;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #greeting: ReturnType<typeof setInterval> | undefined;
  #heardAt = 0;
  #isUp = false;
  #count = 0;

  constructor(gov: Government, limits: ThreadLimits) {
    this.#gov = gov;
    this.#limits = limits;
  }

  /** @throws AppError `unavailable` when the thread ended before it answered. */
  ask<T>(ask: Asked['ask']): Promise<T> {
    const worker = this.#started();
    const id = this.#count++;
    return new Promise<T>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      if (this.#waiting.size === 1) this.#watch(worker);
      worker.postMessage({ id, ask } satisfies Asked);
    });
  }

  /** Tells the thread, if there is one. */
  tell(ask: Asked['ask']): void {
    if (this.#worker) this.ask(ask).catch(() => {});
  }

  #started(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      name: this.#limits.name,
      execArgv: [], // Node reads TypeScript by itself, however this process does
      resourceLimits: { maxOldGenerationSizeMb: this.#limits.heap },
      workerData: { folder: this.#gov.pack.folder, url: this.#gov.pool.options.connectionString },
    });
    worker.on('message', (told: Told) => this.#hear(told));
    worker.on('error', (error) => this.#end(worker, error));
    worker.on('exit', () => this.#end(worker, new Error('the thread was ended')));
    this.#worker = worker;
    this.#isUp = false;
    return worker;
  }

  #hear(told: Told): void {
    this.#heardAt = performance.now();
    this.#isUp = true;
    const waiting = this.#waiting.get(told.id);
    this.#waiting.delete(told.id);
    if ('error' in told) waiting?.reject(told.error);
    else waiting?.resolve(told.answer as never);
    if (this.#waiting.size === 0) this.#rest();
  }

  /** Nothing is awaited: it keeps no process alive, and ends after a while. */
  #rest(): void {
    clearInterval(this.#greeting);
    this.#worker?.unref();
    this.#idle = setTimeout(() => void this.#worker?.terminate(), this.#limits.idle).unref();
  }

  /** Something is awaited: it is greeted now and then, and ended when it does not answer. */
  #watch(worker: Worker): void {
    const { silence } = this.#limits;
    clearTimeout(this.#idle);
    worker.ref();
    this.#heardAt = performance.now();
    this.#greeting = setInterval(() => {
      const limit = this.#isUp ? silence : Math.max(silence, STARTING_MS);
      if (performance.now() - this.#heardAt > limit) void worker.terminate();
      else worker.postMessage({ id: -1, ask: { kind: 'greeting' } } satisfies Asked);
    }, silence / GREETINGS).unref();
  }

  #end(worker: Worker, cause: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    clearInterval(this.#greeting);
    clearTimeout(this.#idle);
    if (this.#waiting.size > 0)
      this.#gov.logger.error({ err: cause, thread: this.#limits.name }, 'a thread ended at work');
    for (const { reject } of this.#waiting.values()) reject(new AppError('unavailable', BUSY, { cause }));
    this.#waiting.clear();
  }
}
