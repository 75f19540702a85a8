import { ValueError } from '../../../problem.ts';
import type { CharacterSet } from './characters.ts';
import type { Pattern } from './parse.ts';

/** A step of a compiled pattern; `to` and `otherwise` are the places of steps. */
export type Step =
  | { readonly kind: 'set'; readonly matches: CharacterSet }
  | { readonly kind: 'start' | 'end' | 'done' }
  | { readonly kind: 'reference'; readonly group: number }
  /** Remembers the place in the text. */
  | { readonly kind: 'save'; readonly slot: number }
  /** Goes on only if the place is another than was remembered, so that a loop of nothing ends. */
  | { readonly kind: 'moved'; readonly slot: number }
  | { readonly kind: 'go'; to: number }
  /** Tries one way, then the other. */
  | { readonly kind: 'try'; to: number; otherwise: number };

export interface Program {
  readonly steps: readonly Step[];
  /** Two places for each group, from the whole match (0) on, then one for each loop. */
  readonly slots: number;
  readonly groups: number;
}

const MAX_STEPS = 20_000;

const canBeEmpty = (pattern: Pattern): boolean => {
  if (pattern.kind === 'set') return false;
  if (pattern.kind === 'sequence') return pattern.parts.every(canBeEmpty);
  if (pattern.kind === 'choice') return pattern.parts.some(canBeEmpty);
  if (pattern.kind === 'group') return canBeEmpty(pattern.of);
  return pattern.kind !== 'repeat' || pattern.min === 0 || canBeEmpty(pattern.of);
};

/** The steps that match a pattern (Thompson 1968); throws ValueError when there are too many of them. */
export function compilePattern(pattern: Pattern, groups: number): Program {
  const steps: Step[] = [];
  let slots = 2 * (groups + 1);

  function add<S extends Step>(step: S): S {
    if (steps.length >= MAX_STEPS) throw new ValueError('the pattern repeats too much');
    steps.push(step);
    return step;
  }

  function compile(part: Pattern): void {
    if (part.kind === 'sequence') part.parts.forEach(compile);
    else if (part.kind === 'choice') compileChoice(part.parts);
    else if (part.kind === 'repeat') compileRepeat(part);
    else if (part.kind !== 'group') add(part);
    else {
      add({ kind: 'save', slot: 2 * part.group });
      compile(part.of);
      add({ kind: 'save', slot: 2 * part.group + 1 });
    }
  }

  function compileChoice(parts: readonly Pattern[]): void {
    const ends = parts.slice(0, -1).map((part) => {
      const fork = add({ kind: 'try', to: steps.length + 1, otherwise: 0 });
      compile(part);
      const end = add({ kind: 'go', to: 0 });
      fork.otherwise = steps.length;
      return end;
    });
    compile(parts.at(-1)!);
    for (const end of ends) end.to = steps.length;
  }

  function compileRepeat({ of, min, max, greedy }: Extract<Pattern, { kind: 'repeat' }>): void {
    for (let times = 0; times < min; times += 1) compile(of);
    if (max === Infinity) {
      const start = steps.length;
      const leave = fork(greedy);
      compileOnce(of);
      add({ kind: 'go', to: start });
      leave();
      return;
    }
    const leaves = Array.from({ length: max - min }, () => {
      const leave = fork(greedy);
      compileOnce(of);
      return leave;
    });
    for (const leave of leaves) leave();
  }

  /** Goes on or leaves, first what is greedy; calling the result says that leaving is to here. */
  function fork(greedy: boolean): () => void {
    const step = add({ kind: 'try', to: steps.length + 1, otherwise: steps.length + 1 });
    return () => {
      if (greedy) step.otherwise = steps.length;
      else step.to = steps.length;
    };
  }

  function compileOnce(of: Pattern): void {
    if (!canBeEmpty(of)) {
      compile(of);
      return;
    }
    const slot = slots;
    slots += 1;
    add({ kind: 'save', slot });
    compile(of);
    add({ kind: 'moved', slot });
  }

  add({ kind: 'save', slot: 0 });
  compile(pattern);
  add({ kind: 'save', slot: 1 });
  add({ kind: 'done' });
  return { steps, slots, groups };
}
