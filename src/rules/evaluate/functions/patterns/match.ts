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

interface State {
  step: number;
  at: number;
  slots: Match;
}

/** Finds the matches of a program in a text, given as its characters. Throws ValueError when it takes too many steps. */
export function finder(
  program: Program,
  flags: Flags,
  text: readonly number[],
  setting: Setting,
): (from: number) => Match | undefined {
  const { steps } = program;
  const nothing: Match = Array<undefined>(program.slots).fill(undefined);
  let spent = 0;

  const isStart = (at: number) => at === 0 || (flags.m && at < text.length && text[at - 1] === NEW_LINE);
  const isEnd = (at: number) => at === text.length || (flags.m && text[at] === NEW_LINE);
  const folded = (code: number | undefined) =>
    code === undefined
      ? ''
      : flags.i
        ? String.fromCodePoint(code).toUpperCase().toLowerCase()
        : String.fromCodePoint(code);

  /** The place after what a group has matched comes again, or undefined. A group that took no part matches nothing. */
  function repeated(group: number, { at, slots }: State): number | undefined {
    const [from, to] = [slots[2 * group], slots[2 * group + 1]];
    if (from === undefined || to === undefined) return at;
    spent += to - from;
    for (let index = 0; index < to - from; index += 1) {
      if (folded(text[from + index]) !== folded(text[at + index])) return undefined;
    }
    return at + to - from;
  }

  /** One step on; pushes what else could be tried. Whether it can go on. */
  function go(state: State, later: State[]): boolean {
    const step = steps[state.step]!;
    state.step += 1;
    switch (step.kind) {
      case 'set':
        state.at += 1;
        return state.at <= text.length && step.matches(text[state.at - 1]!);
      case 'try':
        later.push({ ...state, step: step.otherwise });
        state.step = step.to;
        return true;
      case 'go':
        state.step = step.to;
        return true;
      case 'save':
        state.slots = state.slots.with(step.slot, state.at);
        return true;
      case 'moved':
        return state.slots[step.slot] !== state.at;
      case 'reference': {
        const after = repeated(step.group, state);
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

  function matchAt(at: number): Match | undefined {
    const later: State[] = [];
    for (let state: State | undefined = { step: 0, at, slots: nothing }; state; state = later.pop()) {
      do {
        spent += 1;
        if (spent > MAX_STEPS) throw new ValueError('matching the pattern takes too long');
        if (spent % STEPS_AS_ONE === 0) setting.spend(1);
        if (steps[state.step]!.kind === 'done') return state.slots;
      } while (go(state, later));
    }
    return undefined;
  }

  return (from) => {
    for (let at = from; at <= text.length; at += 1) {
      const match = matchAt(at);
      if (match) return match;
    }
    return undefined;
  };
}
