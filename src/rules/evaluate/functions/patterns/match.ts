import { ValueError } from '../../../problem.ts';
import type { Setting } from '../signature.ts';
import type { Flags } from './parse.ts';
import type { Program } from './program.ts';

/** Matching takes at most this many steps in one call, so that no pattern can hang. */
const MAX_STEPS = 500_000;

/** So many of them are as much work as one step of an evaluation. */
const STEPS_AS_ONE = 10;

const NEW_LINE = 0x0a;

/** Where a match and its groups begin and end: two places each, undefined for a group that took no part. */
export type Match = readonly (number | undefined)[];

/** A place in the program, and one in the text. */
interface State {
  step: number;
  at: number;
}

/** What is left to do where a way leads nowhere: to go another, or to forget a place that was remembered on it. */
type Later = Readonly<State> | { readonly slot: number; readonly was: number | undefined };

/**
 * Finds the matches of a program in a text, given as its characters. Without references to groups no state is gone
 * through twice, so that the steps are no more than those of the program times the length of the text.
 * Throws ValueError when it takes too many steps.
 */
export function finder(
  program: Program,
  flags: Flags,
  text: readonly number[],
  setting: Setting,
): (from: number) => Match | undefined {
  const { steps } = program;
  const hasReferences = steps.some(({ kind }) => kind === 'reference');
  const slots = Array<number | undefined>(program.slots).fill(undefined);
  const later: Later[] = [];
  const tried = new Set<number>();
  let spent = 0;

  const isStart = (at: number) => at === 0 || (flags.m && at < text.length && text[at - 1] === NEW_LINE);
  const isEnd = (at: number) => at === text.length || (flags.m && text[at] === NEW_LINE);
  const folded = (code: number | undefined) =>
    code === undefined
      ? ''
      : flags.i
        ? String.fromCodePoint(code).toUpperCase().toLowerCase()
        : String.fromCodePoint(code);

  /** Whether a fork in the way is new; from one that was reached before, everything has been tried. */
  function isNew({ step, at }: State): boolean {
    const before = tried.size;
    tried.add(step * (text.length + 1) + at);
    return hasReferences || tried.size > before;
  }

  function remember(slot: number, at: number): void {
    later.push({ slot, was: slots[slot] });
    slots[slot] = at;
  }

  /** The place after what a group has matched comes again, or undefined. A group that took no part matches nothing. */
  function repeated(group: number, at: number): number | undefined {
    const [from, to] = [slots[2 * group], slots[2 * group + 1]];
    if (from === undefined || to === undefined) return at;
    spent += to - from;
    for (let index = 0; index < to - from; index += 1) {
      if (folded(text[from + index]) !== folded(text[at + index])) return undefined;
    }
    return at + to - from;
  }

  /** One step on. Whether it can go on. */
  function go(state: State): boolean {
    const step = steps[state.step]!;
    state.step += 1;
    switch (step.kind) {
      case 'set':
        state.at += 1;
        return state.at <= text.length && step.matches(text[state.at - 1]!);
      case 'try':
        if (!isNew(state)) return false;
        later.push({ step: step.otherwise, at: state.at });
        state.step = step.to;
        return true;
      case 'go':
        state.step = step.to;
        return true;
      case 'save':
        remember(step.slot, state.at);
        return true;
      case 'moved':
        return slots[step.slot] !== state.at;
      case 'reference': {
        const after = repeated(step.group, state.at);
        state.at = after ?? state.at;
        return after !== undefined;
      }
      case 'start':
        return isStart(state.at);
      case 'end':
        return isEnd(state.at);
      case 'done':
        return true;
    }
  }

  /** Whether the way from a state leads to a match. */
  function follow(from: Readonly<State>): boolean {
    const state = { ...from };
    do {
      spent += 1;
      if (spent > MAX_STEPS) throw new ValueError('matching the pattern takes too long');
      if (spent % STEPS_AS_ONE === 0) setting.spend(1);
      if (steps[state.step]!.kind === 'done') return true;
    } while (go(state));
    return false;
  }

  function matchAt(at: number): Match | undefined {
    later.push({ step: 0, at });
    for (let next = later.pop(); next; next = later.pop()) {
      if ('slot' in next) slots[next.slot] = next.was;
      else if (follow(next)) return [...slots];
    }
    return undefined;
  }

  return (from) => {
    tried.clear();
    later.length = 0;
    slots.fill(undefined);
    for (let at = from; at <= text.length; at += 1) {
      const match = matchAt(at);
      if (match) return match;
    }
    return undefined;
  };
}
