import { inParallel } from '../test/faults/client.ts';
import { type UsedCpu, usedCpu } from './server-cpu.ts';

/** One step of a flow as all went through it: for each of them, in milliseconds. */
export interface Step extends UsedCpu {
  name: string;
  /** From the first request to the last answer, divided by their number. */
  took: number;
}

/** So many go through a step at once. */
const LANES = 8;

/**
 * A flow over HTTP of many, all of whom take each step before any takes the next, so that what a step costs the server is
 * told apart. What their devices compute in between is not in it.
 */
export class Flow {
  readonly steps: Step[] = [];
  readonly #server: number;
  readonly #postmaster: number;

  /** @param pids of the Madang process and of its PostgreSQL's first process. */
  constructor(server: number, postmaster: number) {
    this.#server = server;
    this.#postmaster = postmaster;
  }

  /** One step: each sends one request. @returns what they got, in their order. */
  async step<Who, Got>(name: string, all: readonly Who[], ask: (who: Who) => Promise<Got>): Promise<Got[]> {
    const got = new Map<number, Got>();
    const [before, began] = [usedCpu(this.#server, this.#postmaster), performance.now()];
    await inParallel(LANES, [...all.keys()], async (nth) => got.set(nth, await ask(all[nth]!)));
    const [after, took] = [usedCpu(this.#server, this.#postmaster), performance.now() - began];
    const each = (milliseconds: number) => milliseconds / all.length;
    const server = each(after.server - before.server);
    this.steps.push({ name, took: each(took), server, database: each(after.database - before.database) });
    return all.map((_, nth) => got.get(nth)!);
  }

  /** All steps together. */
  whole(): Step {
    const sum = (figure: 'took' | keyof UsedCpu) => this.steps.reduce((total, step) => total + step[figure], 0);
    return { name: 'whole', took: sum('took'), server: sum('server'), database: sum('database') };
  }
}

/** Asks over HTTP. @returns the answer, its body as text. @throws Error for one that is no success or redirection. */
export async function ask(url: string, init: RequestInit = {}): Promise<{ text: string; headers: Headers }> {
  const answer = await fetch(url, { redirect: 'manual', ...init });
  const text = await answer.text();
  if (answer.status >= 400) throw new Error(`${url} answers ${answer.status}: ${text.slice(0, 500)}`);
  return { text, headers: answer.headers };
}
