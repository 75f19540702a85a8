import { dispatch, type PerKind, type Test, type Tree } from '../tree.ts';

/** How tightly each kind of expression holds together; a looser one inside a tighter needs parentheses. */
const LOOSE = 0;
const OR = 1;
const AND = 2;
const COMPARISON = 3;
const SUM = 4;
const PRODUCT = 5;
const POWER = 6;
const SIGN = 7;
const TIGHT = 8;

const LEVEL_OF_ARITHMETIC = { '+': SUM, '-': SUM, '*': PRODUCT, '/': PRODUCT, '**': POWER } as const;

function levelOf(tree: Tree): number {
  if (tree.kind === 'if' || tree.kind === 'quantified') return LOOSE;
  if (tree.kind === 'logic') return tree.op === 'or' ? OR : AND;
  if (tree.kind === 'compare' || tree.kind === 'in') return COMPARISON;
  if (tree.kind === 'arithmetic') return LEVEL_OF_ARITHMETIC[tree.op];
  if (tree.kind === 'negate') return SIGN;
  return tree.kind === 'number' && tree.value.startsWith('-') ? SIGN : TIGHT;
}

/** An expression in a position that takes at least this level. */
const within = (level: number, tree: Tree): string => (levelOf(tree) < level ? `(${print(tree)})` : print(tree));

/** All operators group to the left, so that only the right side of an equal level needs parentheses. */
const infix = (level: number, op: string, left: Tree, right: Tree): string =>
  `${within(level, left)} ${op} ${within(level + 1, right)}`;

/** A digit must not run into what follows or a sign into what it would become: `(1).year`, `-(1)`. */
const apart = (tree: Tree): string => (tree.kind === 'number' ? `(${tree.value})` : within(TIGHT, tree));

const quoted = (text: string): string =>
  `"${text.replace(/["\\]/g, '\\$&').replace(/\p{Cc}|\p{Cs}|[\u2028\u2029]/gu, escaped)}"`;

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

function printTest(test: Test): string {
  if (test.kind === 'comparison') return `${test.op} ${within(SUM, test.to)}`;
  if (test.kind === 'value') return within(OR, test.value);
  const [open, close] = [test.includesLow ? '[' : '(', test.includesHigh ? ']' : ')'];
  return `${open}${within(SUM, test.low)}..${within(SUM, test.high)}${close}`;
}

const PRINT: PerKind<[], string> = {
  number: ({ value }) => value,
  string: ({ value }) => quoted(value),
  boolean: ({ value }) => String(value),
  null: () => 'null',
  name: ({ name }) => name,
  path: ({ of, field }) => `${apart(of)}.${field}`,
  list: ({ items }) => `[${items.map(print).join(', ')}]`,
  negate: ({ of }) => `-${apart(of)}`,
  arithmetic: ({ op, left, right }) => infix(LEVEL_OF_ARITHMETIC[op], op, left, right),
  compare: ({ op, left, right }) => infix(COMPARISON, op, left, right),
  in({ of, tests }) {
    const [first] = tests;
    const list =
      tests.length === 1 && first?.kind === 'range' ? printTest(first) : `(${tests.map(printTest).join(', ')})`;
    return `${within(COMPARISON, of)} in ${list}`;
  },
  logic: ({ op, left, right }) => infix(op === 'or' ? OR : AND, op, left, right),
  if: (tree) => `if ${print(tree.condition)} then ${print(tree.consequent)} else ${print(tree.alternate)}`,
  quantified: ({ quantifier, name, list, satisfies }) =>
    `${quantifier} ${name} in ${within(SUM, list)} satisfies ${print(satisfies)}`,
  call: (tree) => `${tree.function}(${tree.arguments.map(print).join(', ')})`,
};

/** A tree as FEEL text with the parentheses that it needs; `parse(print(tree))` is the tree again, but for places. */
export const print = (tree: Tree): string => dispatch(PRINT, tree);
