import type { Name } from '../tree.ts';
import { isRecord, lookUp, UNKNOWN } from '../values/values.ts';
import { builtInValue } from './built-in-values.ts';
import { type Frame, type Run, without } from './environment.ts';

/** The names that are bound around a place of a tree, innermost first; each level is a frame when it runs. */
export interface Bindings {
  readonly names: readonly string[];
  /** A filter's item: the only value of its frame, whose fields are names too. */
  readonly isItem: boolean;
  readonly outer: Bindings | null;
}

/** Names that an object has without anybody having given it them. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

function frameAt(frame: Frame | null, depth: number): Frame {
  let at = frame!;
  for (let up = depth; up > 0; up -= 1) at = at.outer!;
  return at;
}

/** A variable of the frame so far out; the innermost is had at once, since a prepared rule has all its facts there. */
function variable(depth: number, index: number): Run {
  if (depth === 0) return (_environment, frame) => frame!.values[index]!;
  return (_environment, frame) => frameAt(frame, depth).values[index]!;
}

/** The field of the filter's item, where it has it, else what the name means outside. */
const fieldOr =
  (name: string, depth: number, outside: Run): Run =>
  (environment, frame) => {
    const item = frameAt(frame, depth).values[0]!;
    if (item === UNKNOWN) return UNKNOWN;
    return isRecord(item) && Object.hasOwn(item.fields, name) ? lookUp(item.fields, name) : outside(environment, frame);
  };

/** A fact or parameter. By the standard one that is not there is null, or the built-in function of that name. */
function fact({ name, at }: Name): Run {
  const isInherited = INHERITED.has(name);
  return (environment) => {
    const { scope, nothing } = environment;
    const value = isInherited && !Object.hasOwn(scope, name) ? undefined : scope[name];
    if (value !== undefined) return value;
    return nothing === UNKNOWN
      ? UNKNOWN
      : (builtInValue(name, environment) ?? without(environment, at, `there is no ${name}`));
  };
}

/** Whether a name may mean something inside the tree itself. */
export function isBound(name: string, bindings: Bindings | null): boolean {
  for (let level = bindings; level; level = level.outer) if (level.isItem || level.names.includes(name)) return true;
  return false;
}

/** What a name means among the bindings around it, or outside of all. */
export function compileName(tree: Name, bindings: Bindings | null): Run {
  const items: number[] = [];
  let depth = 0;
  let bound: Run | undefined;
  for (let level = bindings; level && !bound; level = level.outer) {
    if (level.isItem) items.push(depth);
    const index = level.names.lastIndexOf(tree.name);
    if (index >= 0) bound = variable(depth, index);
    depth += 1;
  }
  return items.reduceRight((outside, at) => fieldOr(tree.name, at, outside), bound ?? fact(tree));
}
