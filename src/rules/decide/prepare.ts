import { compilerIn } from '../evaluate/compile.ts';
import type { Run } from '../evaluate/environment.ts';
import type { Tree } from '../tree.ts';
import { lookUp, type Scope, UNKNOWN, type Value } from '../values/values.ts';
import { namesOf } from './dependencies.ts';
import { inOrder } from './derived.ts';
import type { Rule } from './rule.ts';

/** A part of a rule, compiled. It finds the values of names by their places in the frame that it is run with. */
export interface Step {
  /** The id of a clause or flag, the name of a derived fact. */
  readonly id: string;
  /** `clause insured`, `derived age`, `flag late`, `amount` */
  readonly part: string;
  readonly tree: Tree;
  readonly run: Run;
}

/** A derived fact. */
export interface Derivation extends Step {
  readonly name: string;
  readonly told: boolean;
  /** Its place in the frame. */
  readonly place: number;
}

/** A rule with all that can be known of it before there are facts. */
export interface Prepared {
  readonly rule: Rule;
  /** The names that the rule uses, by their places in the frame. */
  readonly names: readonly string[];
  /** The frame's values before there are facts. */
  blank(parameters: Scope): Blank;
  /** In the order in which they can be computed; those in a circle stay unknown. */
  readonly derived: readonly Derivation[];
  /** What each derived fact that cannot be told follows from, those in a circle included. */
  readonly untold: ReadonlyMap<string, Tree>;
  readonly clauses: readonly Step[];
  readonly flags: readonly Step[];
  readonly amount: Step | undefined;
}

/** A frame in which the law's values are filled in. */
export interface Blank {
  /** The values by place, unknown where the law says nothing. */
  readonly values: readonly Value[];
  /** The names that facts may know. */
  readonly open: readonly Place[];
}

interface Place {
  readonly name: string;
  readonly place: number;
  /** Whether every object has something by this name without having been given it, such as `constructor`. */
  readonly isInherited: boolean;
}

const prepared = new WeakMap<Rule, Prepared>();

/** Prepares a rule to be decided many times. The same rule object is prepared once. */
export function prepare(rule: Rule): Prepared {
  let found = prepared.get(rule);
  if (!found) {
    found = prepareAnew(rule);
    prepared.set(rule, found);
  }
  return found;
}

function prepareAnew(rule: Rule): Prepared {
  const { clauses, flags, amount } = rule;
  const { ordered } = inOrder(rule.derived);
  const derived = rule.derived.map(({ name }) => name);
  const trees = [...rule.derived, ...clauses, ...flags].map(({ tree }) => tree);
  const used = new Set([...trees, ...(amount ? [amount] : [])].flatMap(namesOf));
  const names = [...new Set([...used, ...derived])];

  const compiler = compilerIn({ names, isItem: false, outer: null });
  const step = (part: string, id: string, tree: Tree): Step => ({ id, part, tree, run: compiler.run(tree) });
  return {
    rule,
    names,
    blank: blanksFor(names, new Set(derived)),
    derived: ordered.map(({ name, tree, told = false }) => {
      return { ...step(`derived ${name}`, name, tree), name, told, place: names.indexOf(name) };
    }),
    untold: new Map(rule.derived.flatMap(({ name, tree, told }) => (told ? [] : [[name, tree]]))),
    clauses: clauses.map(({ id, tree }) => step(`clause ${id}`, id, tree)),
    flags: flags.map(({ id, tree }) => step(`flag ${id}`, id, tree)),
    amount: amount && step('amount', 'amount', amount),
  };
}

/** The last blank is kept: a population is decided under one law. */
function blanksFor(names: readonly string[], derived: ReadonlySet<string>): Prepared['blank'] {
  let last: (Blank & { parameters: Scope }) | undefined;
  return (parameters) => {
    if (last?.parameters !== parameters) {
      const values = names.map((name) => (derived.has(name) ? UNKNOWN : lookUp(parameters, name)));
      const places = names.map((name, place): Place => ({ name, place, isInherited: name in Object.prototype }));
      const open = places.filter(({ name }) => !derived.has(name) && !Object.hasOwn(parameters, name));
      last = { parameters, values, open };
    }
    return last;
  };
}
