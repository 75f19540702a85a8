import { setImmediate as nextTurn } from 'node:timers/promises';

/** How long to work before others have their turn, in milliseconds. */
const TURN_MS = 12;

/** Lets others have their turn now and then, in work that would keep a thread busy for long. */
export class Pace {
  #began = performance.now();

  /** Waits for others if it is their turn. */
  async step(): Promise<void> {
    if (performance.now() - this.#began < TURN_MS) return;
    await nextTurn();
    this.#began = performance.now();
  }
}
