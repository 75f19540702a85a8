import { type Place, type Problem, ValueError } from '../problem.ts';
import type { Scope, UNKNOWN, Value } from '../values/values.ts';

/** No expression works on after this many items gone through and functions called, all in all. */
export const MAX_STEPS = 1_000_000;

/** Functions of a rule call one another at most this deep. */
export const MAX_CALLS = 200;

/** Faulty conditions over a long list say so this many times. */
const MAX_PROBLEMS = 100;

/** To find that there is no value takes as long as so many steps. */
const STEPS_OF_FAILURE = 20;

/** What one evaluation works with and has used up. */
export class Environment {
  readonly scope: Scope;
  readonly problems: Problem[];
  /** What stands for a value that there is not: UNKNOWN, or null as the standard has it. */
  readonly nothing: typeof UNKNOWN | null;
  /** How deep functions are calling one another at the moment. */
  calls = 0;
  #steps = 0;

  constructor(scope: Scope, problems: Problem[], nothing: typeof UNKNOWN | null) {
    this.scope = scope;
    this.problems = problems;
    this.nothing = nothing;
  }

  /** Whether operators and functions mean only what the standard says. */
  get standard(): boolean {
    return this.nothing === null;
  }

  /** Counts a failure; when that is too much, the next step tells. */
  fail(): void {
    this.#steps += STEPS_OF_FAILURE;
  }

  /** Counts work; throws ValueError when it is too much. */
  spend(steps: number): void {
    this.#steps += steps;
    if (this.#steps > MAX_STEPS) throw new ValueError(`this takes more than ${MAX_STEPS.toLocaleString('en')} steps`);
  }
}

/** The variables of a quantifier, iteration, filter, context or function, inside those around it. */
export interface Frame {
  readonly values: readonly Value[];
  readonly outer: Frame | null;
}

/** A compiled tree. Throws nothing but what is thrown for want of stack. */
export type Run = (environment: Environment, frame: Frame | null) => Value;

/** Records that there is no value here, and gives what stands for it. */
export function without(environment: Environment, at: Place, message: string): Value {
  const { problems, nothing } = environment;
  environment.fail();
  const last = problems.at(-1);
  const said = last?.at === at && last.message === message;
  if (!said && problems.length < MAX_PROBLEMS) problems.push({ at, message });
  return nothing;
}

/** The same for a ValueError; throws any other error. */
export function failed(error: unknown, environment: Environment, at: Place): Value {
  if (error instanceof ValueError) return without(environment, at, error.message);
  throw error;
}

/** A run whose ValueErrors become problems at a place. */
export const guarded =
  (at: Place, run: Run): Run =>
  (environment, frame) => {
    try {
      return run(environment, frame);
    } catch (error) {
      return failed(error, environment, at);
    }
  };
