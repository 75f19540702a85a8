import { dispatch, type PerKind, type Range, type Test, type Tree, type TypeName } from '../tree.ts';

/** How tightly each kind of expression holds together; a looser one inside a tighter needs parentheses. */
const LOOSE = 0;
const OR = 1;
const AND = 2;
const COMPARISON = 3;
const SUM = 4;
const PRODUCT = 5;
const POWER = 6;
const SIGN = 7;
const INSTANCE = 8;
const TIGHT = 9;

const LEVEL_OF_ARITHMETIC = { '+': SUM, '-': SUM, '*': PRODUCT, '/': PRODUCT, '**': POWER } as const;

const OPEN_ENDED: readonly Tree['kind'][] = ['if', 'for', 'quantified', 'function'];

/**
 * Whether more may be read as part of a type: `x instance of list<number> = y` as two comparisons, and in
 * `x instance of date and time` the type is a date and time. So that they stand in parentheses.
 */
const mayGoOn = ({ name, of, fields, returns }: TypeName): boolean =>
  name === 'date' || (of ?? fields ?? returns) !== undefined;

function levelOf(tree: Tree): number {
  if (OPEN_ENDED.includes(tree.kind)) return LOOSE;
  if (tree.kind === 'logic') return tree.op === 'or' ? OR : AND;
  if (tree.kind === 'compare' || tree.kind === 'in') return COMPARISON;
  if (tree.kind === 'arithmetic') return LEVEL_OF_ARITHMETIC[tree.op];
  if (tree.kind === 'negate') return SIGN;
  if (tree.kind === 'instance') return mayGoOn(tree.type) ? LOOSE : INSTANCE;
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
  return test.kind === 'value' ? within(OR, test.value) : printRange(test);
}

function printRange({ low, high, includesLow, includesHigh }: Range): string {
  if (low === null) return `(${includesHigh ? '<=' : '<'} ${high ? within(SUM, high) : 'null'})`;
  if (high === null) return `(${includesLow ? '>=' : '>'} ${within(SUM, low)})`;
  return `${includesLow ? '[' : '('}${within(SUM, low)}..${within(SUM, high)}${includesHigh ? ']' : ')'}`;
}

function printType({ name, of = [], fields, returns }: TypeName): string {
  const inside = fields ? Object.entries(fields).map(([key, type]) => `${key}: ${printType(type)}`) : of.map(printType);
  const parameters = inside.length > 0 || returns ? `<${inside.join(', ')}>` : '';
  return `${name}${parameters}${returns ? ` -> ${printType(returns)}` : ''}`;
}

/** A key as it stands when it is a plain name, else in quotes. */
const printKey = (key: string): string => (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(key) ? key : quoted(key));

const printArguments = (args: readonly Tree[], names?: readonly string[]): string =>
  `(${args.map((argument, index) => (names ? `${names[index]}: ${print(argument)}` : print(argument))).join(', ')})`;

const PRINT: PerKind<[], string> = {
  number: ({ value }) => value,
  string: ({ value }) => quoted(value),
  boolean: ({ value }) => String(value),
  null: () => 'null',
  temporal: ({ value }) => `@${quoted(value)}`,
  name: ({ name }) => name,
  path: ({ of, field }) => `${apart(of)}.${field}`,
  list: ({ items }) => `[${items.map(print).join(', ')}]`,
  context: ({ entries }) => `{${entries.map(({ key, value }) => `${printKey(key)}: ${print(value)}`).join(', ')}}`,
  range: printRange,
  filter: ({ of, condition }) => `${apart(of)}[${print(condition)}]`,
  negate: ({ of }) => `-${apart(of)}`,
  arithmetic: ({ op, left, right }) => infix(LEVEL_OF_ARITHMETIC[op], op, left, right),
  compare: ({ op, left, right }) => infix(COMPARISON, op, left, right),
  in({ of, tests }) {
    const [first] = tests;
    const list =
      tests.length === 1 && first?.kind === 'range' ? printTest(first) : `(${tests.map(printTest).join(', ')})`;
    return `${within(COMPARISON, of)} in ${list}`;
  },
  instance: ({ of, type }) => `${within(INSTANCE, of)} instance of ${printType(type)}`,
  logic: ({ op, left, right }) => infix(op === 'or' ? OR : AND, op, left, right),
  if: (tree) => `if ${print(tree.condition)} then ${print(tree.consequent)} else ${print(tree.alternate)}`,
  quantified: ({ quantifier, name, list, satisfies }) =>
    `${quantifier} ${name} in ${within(SUM, list)} satisfies ${print(satisfies)}`,
  for({ variables, result }) {
    const lists = variables.map(({ name, list }) => `${name} in ${within(SUM, list)}`);
    return `for ${lists.join(', ')} return ${print(result)}`;
  },
  call: (tree) => `${tree.function}${printArguments(tree.arguments, tree.names)}`,
  /** A name is in parentheses, since without them it would be a call by name. */
  apply: ({ of, arguments: args, names }) =>
    `${of.kind === 'name' ? `(${of.name})` : apart(of)}${printArguments(args, names)}`,
  function({ parameters, body }) {
    const declared = parameters.map(({ name, type }) => (type ? `${name}: ${printType(type)}` : name));
    return `function(${declared.join(', ')}) ${print(body)}`;
  },
};

/** A tree as FEEL text with the parentheses that it needs; `parse(print(tree))` is the tree again, but for places. */
export const print = (tree: Tree): string => dispatch(PRINT, tree);
