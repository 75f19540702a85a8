import { compilerIn } from '../evaluate/compile.ts';
import type { Run } from '../evaluate/environment.ts';
import type { Call, Comparison, Membership, Name, Test, Tree } from '../tree.ts';

/**
 * A smallest test in a rule's conditions: `age >= 19`, `region in ("north", "south")`, `is defined(spouse)`, a name or
 * call that is true or false.
 */
export interface Atom {
  readonly tree: Tree;
  readonly text: string;
  /** What it can be taken to be about, the first that can be used; the last is always the test as a whole. */
  readonly views: readonly View[];
}

/** A test seen as one of a subject against values: `n < limit` is about `n` once `limit` is known, and the other way round. */
export interface View {
  readonly subject: Tree;
  /** The subject's text: tests with the same subject belong together. */
  readonly about: string;
  readonly against: readonly Tree[];
  /** The test with the first value of the frame in the place of the subject. */
  readonly probe: Run;
  /** Whether it is about more and less, and not only about the same or not. */
  readonly isOrder: boolean;
}

const at = { line: 1, column: 1 };
/** A name that no text can hold. */
const SUBJECT: Name = { kind: 'name', at, name: ' subject' };
const probing = compilerIn({ names: [SUBJECT.name], isItem: false, outer: null });
const NULL: Tree = { kind: 'null', at };
const TRUE: Tree = { kind: 'boolean', at, value: true };

/** What a tree says, wherever it stands. */
export const textOf = (tree: Tree): string => JSON.stringify(tree, (key, value) => (key === 'at' ? undefined : value));

/** A test with the ways to look at it. */
export function atomOf(tree: Tree): Atom {
  const text = textOf(tree);
  const whole: View = { subject: tree, about: text, against: [TRUE], probe: probing.run(SUBJECT), isOrder: false };
  return { tree, text, views: [...viewsOf(tree), whole] };
}

function viewsOf(tree: Tree): View[] {
  if (tree.kind === 'compare') return viewsOfComparison(tree);
  if (tree.kind === 'in') return [viewOfMembership(tree)];
  return isDefinedTest(tree) ? [viewOfDefined(tree)] : [];
}

const isOrderOperator = (op: Comparison['op']): boolean => op !== '=' && op !== '!=';

function viewsOfComparison(tree: Comparison): View[] {
  const { left, right } = tree;
  const isOrder = isOrderOperator(tree.op);
  return [
    { subject: left, about: textOf(left), against: [right], probe: probing.run({ ...tree, left: SUBJECT }), isOrder },
    { subject: right, about: textOf(right), against: [left], probe: probing.run({ ...tree, right: SUBJECT }), isOrder },
  ];
}

function viewOfMembership(tree: Membership): View {
  const { of: subject, tests } = tree;
  const isOrder = tests.some(
    (test) => test.kind === 'range' || (test.kind === 'comparison' && isOrderOperator(test.op)),
  );
  const against = tests.flatMap(operandsOf);
  return { subject, about: textOf(subject), against, probe: probing.run({ ...tree, of: SUBJECT }), isOrder };
}

function operandsOf(test: Test): readonly Tree[] {
  if (test.kind === 'range') return [test.low, test.high];
  return [test.kind === 'comparison' ? test.to : test.value];
}

const isDefinedTest = (tree: Tree): tree is Call =>
  tree.kind === 'call' && tree.function === 'is defined' && tree.arguments.length === 1;

function viewOfDefined(tree: Call): View {
  const subject = tree.arguments[0]!;
  const probe = probing.run({ ...tree, arguments: [SUBJECT] });
  return { subject, about: textOf(subject), against: [NULL], probe, isOrder: false };
}
