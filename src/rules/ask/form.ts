import { prepare } from '../decide/prepare.ts';
import type { Derived, Rule } from '../decide/rule.ts';
import { childrenOf, type Logic, type Tree } from '../tree.ts';
import { and, not, or, UNKNOWN, type Value } from '../values/values.ts';
import { type Atom, atomOf, textOf } from './atom.ts';

/**
 * A condition as logic over atoms. An atom that stands in several places of a rule is one atom, so that `income < 100`
 * here and there cannot turn out differently; it is meant by its number.
 */
export type Form =
  | { readonly kind: 'constant'; readonly value: boolean | null }
  | { readonly kind: 'atom'; readonly atom: number }
  | { readonly kind: 'not'; readonly of: Form }
  | { readonly kind: Logic['op']; readonly left: Form; readonly right: Form }
  | { readonly kind: 'if'; readonly condition: Form; readonly consequent: Form; readonly alternate: Form };

/** An amount as the choices that lead to it. */
export type Figure =
  | { readonly kind: 'leaf'; readonly leaf: number }
  | { readonly kind: 'choice'; readonly condition: Form; readonly consequent: Figure; readonly alternate: Figure }
  /** An operation on parts of which some are choices. */
  | { readonly kind: 'whole'; readonly of: string; readonly parts: readonly Figure[]; readonly join: Join };

/** The operation on other operands. */
type Join = (operands: readonly Tree[]) => Tree;

/** A rule as logic over its atoms. */
export interface Forms {
  /** Derived facts by name. */
  readonly derived: ReadonlyMap<string, Derived>;
  readonly atoms: readonly Atom[];
  readonly clauses: readonly Form[];
  readonly amount: Figure | undefined;
  /** The parts of the amount that have no choice in them. */
  readonly leaves: readonly { readonly tree: Tree; readonly text: string }[];
}

/** A rule is taken apart into at most so many nodes, its derived facts written out wherever they are used; what is beyond is an atom. */
const MOST_NODES = 2000;

const made = new WeakMap<Rule, Forms>();

/** Takes a rule apart; the same rule object once. */
export function formsOf(rule: Rule): Forms {
  let forms = made.get(rule);
  if (!forms) {
    forms = takeApart(rule);
    made.set(rule, forms);
  }
  return forms;
}

/** A derived fact that may be told is an atom: it is a question of its own. */
function takeApart(rule: Rule): Forms {
  const derived = new Map(prepare(rule).derived.flatMap(({ name, tree, told }) => (told ? [] : [[name, tree]])));
  const meaning = (tree: Tree): Tree => (tree.kind === 'name' && derived.get(tree.name)) || tree;
  const atoms: Atom[] = [];
  const leaves: Forms['leaves'][number][] = [];
  const numbers = new Map<string, number>();
  const choices = new Map<Tree, boolean>();
  let nodes = 0;

  function atom(tree: Tree): Form {
    const found = atomOf(tree);
    const number = numbers.get(found.text) ?? atoms.push(found) - 1;
    numbers.set(found.text, number);
    return { kind: 'atom', atom: number };
  }

  function form(tree: Tree): Form {
    nodes += 1;
    if (nodes > MOST_NODES) return atom(tree);
    if (tree.kind === 'boolean') return { kind: 'constant', value: tree.value };
    if (tree.kind === 'null') return { kind: 'constant', value: null };
    if (tree.kind === 'logic') return { kind: tree.op, left: form(tree.left), right: form(tree.right) };
    if (tree.kind === 'if')
      return {
        kind: 'if',
        condition: form(tree.condition),
        consequent: form(tree.consequent),
        alternate: form(tree.alternate),
      };
    if (tree.kind === 'call' && tree.function === 'not' && tree.arguments.length === 1)
      return { kind: 'not', of: form(tree.arguments[0]!) };
    const meant = meaning(tree);
    return meant === tree ? atom(tree) : form(meant);
  }

  function figure(tree: Tree): Figure {
    nodes += 1;
    const meant = meaning(tree);
    if (nodes > MOST_NODES || !hasChoice(meant))
      return { kind: 'leaf', leaf: leaves.push({ tree, text: textOf(tree) }) - 1 };
    if (meant.kind === 'if')
      return {
        kind: 'choice',
        condition: form(meant.condition),
        consequent: figure(meant.consequent),
        alternate: figure(meant.alternate),
      };
    return { kind: 'whole', of: nameOf(meant), parts: childrenOf(meant).map(figure), join: joinOf(meant)! };
  }

  /** Whether there is an `if` in what is computed, at a place where all names mean what they mean outside. */
  function hasChoice(tree: Tree): boolean {
    let found = choices.get(tree);
    if (found === undefined) {
      const isFollowed = joinOf(tree) !== undefined;
      found = tree.kind === 'if' || (isFollowed && childrenOf(tree).some((child) => hasChoice(meaning(child))));
      choices.set(tree, found);
    }
    return found;
  }

  const clauses = rule.clauses.map(({ tree }) => form(tree));
  const amount = rule.amount && figure(rule.amount);
  return { derived: new Map(rule.derived.map((fact) => [fact.name, fact])), atoms, clauses, amount, leaves };
}

/** The operations on whose operands choices are followed. */
const JOIN: { readonly [K in Tree['kind']]?: (tree: Extract<Tree, { kind: K }>) => Join } = {
  arithmetic: (tree) => (operands) => ({ ...tree, left: operands[0]!, right: operands[1]! }),
  negate: (tree) => (operands) => ({ ...tree, of: operands[0]! }),
  list: (tree) => (items) => ({ ...tree, items }),
  call: (tree) => (operands) => ({ ...tree, arguments: operands }),
};

const joinOf = (tree: Tree): Join | undefined => (JOIN[tree.kind] as ((tree: Tree) => Join) | undefined)?.(tree);

/** What tells an operation from another on the same parts. */
const nameOf = (tree: Tree): string =>
  'op' in tree ? tree.op : tree.kind === 'call' ? `${tree.function} ${tree.names ?? ''}` : tree.kind;

/** The value of a form by those of its atoms; as the evaluator has it, but that an unknown choice stays unknown. */
export function truthIn(form: Form, truths: readonly Value[]): Value {
  switch (form.kind) {
    case 'constant':
      return form.value;
    case 'atom':
      return truths[form.atom]!;
    case 'not':
      return not(truthIn(form.of, truths));
    case 'and':
      return and(truthIn(form.left, truths), truthIn(form.right, truths));
    case 'or':
      return or(truthIn(form.left, truths), truthIn(form.right, truths));
    case 'if':
      return truthOfChoice(form, truths);
  }
}

function truthOfChoice(
  { condition, consequent, alternate }: Extract<Form, { kind: 'if' }>,
  truths: readonly Value[],
): Value {
  const taken = truthIn(condition, truths);
  if (taken !== UNKNOWN) return truthIn(taken === true ? consequent : alternate, truths);
  const [yes, no] = [truthIn(consequent, truths), truthIn(alternate, truths)];
  return yes === no ? yes : UNKNOWN;
}

/** The atoms that are unknown and can still change the form's value, by Kleene's logic. */
export function openAtoms(form: Form, truths: readonly Value[]): number[] {
  if (truthIn(form, truths) !== UNKNOWN) return [];
  switch (form.kind) {
    case 'constant':
      return [];
    case 'atom':
      return [form.atom];
    case 'not':
      return openAtoms(form.of, truths);
    case 'if':
      return [
        ...openAtoms(form.condition, truths),
        ...reachable(form, truths).flatMap((branch) => openAtoms(branch, truths)),
      ];
    default:
      return [...openAtoms(form.left, truths), ...openAtoms(form.right, truths)];
  }
}

/** The branches that may be taken: both while the condition is unknown. */
export function reachable<B>(choice: { condition: Form; consequent: B; alternate: B }, truths: readonly Value[]): B[] {
  const condition = truthIn(choice.condition, truths);
  if (condition === UNKNOWN) return [choice.consequent, choice.alternate];
  return [condition === true ? choice.consequent : choice.alternate];
}
