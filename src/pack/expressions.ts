import { check, parse, RuleSyntaxError, type Tree, type Type, type Types } from '../rules/index.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

/** Stands where an expression could not be read: the pack is refused anyway, and the rest can still be checked. */
const NOTHING: Tree = { kind: 'null', at: { line: 1, column: 1 } };

/** Where an expression stands in a file. */
export interface At {
  readonly file: YamlFile;
  readonly path: YamlPath;
}

/** Reads an expression; everything that cannot be read is a mistake at its very place. */
export function parseAt(text: string, { file, path }: At): Tree {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof RuleSyntaxError)) throw error;
    for (const { at, message } of error.problems) file.mistakeWithin(path, at, message);
    return NOTHING;
  }
}

/** What an expression must give, and how to say so. */
export interface Expected {
  readonly type: Type;
  readonly words: string;
}

export const TRUTH: Expected = { type: { kind: 'boolean' }, words: 'true or false' };
export const DAY: Expected = { type: { kind: 'date' }, words: 'a date' };

/** An amount of money, or of money in a period. */
export const money = (unit: string): Expected => ({ type: { kind: 'number', unit }, words: `an amount in ${unit}` });

/** Reads an expression and checks it against the names it may use and what it must give. */
export function compileAt(text: string, at: At, names: Types, expected: Expected): Tree {
  const tree = parseAt(text, at);
  if (tree === NOTHING) return tree;
  const { type, problems } = check(tree, names);
  for (const problem of problems) at.file.mistakeWithin(at.path, problem.at, problem.message);
  if (problems.length === 0 && !agrees(tree, type, names, expected)) {
    at.file.mistake(at.path, `this must give ${expected.words}, not ${wordsFor(type)}`);
  }
  return tree;
}

/** The rules say which types agree when asked to compare them; only a whole truth value must be one by itself. */
function agrees(tree: Tree, type: Type, names: Types, expected: Expected): boolean {
  if (expected.type.kind === 'boolean' && type.kind !== 'any') return type.kind === 'boolean';
  const wanted: Tree = { kind: 'name', name: ' expected', at: tree.at };
  const comparison: Tree = { kind: 'compare', op: '=', left: tree, right: wanted, at: tree.at };
  return check(comparison, { ...names, ' expected': expected.type }).problems.length === 0;
}

function wordsFor(type: Type): string {
  if (type.kind === 'number') return type.unit ? `a number in ${type.unit}` : 'a number';
  if (type.kind === 'enum') return type.values.map((value) => `"${value}"`).join(' or ');
  if (type.kind === 'boolean') return 'true or false';
  return type.kind === 'string' ? 'a text' : `a ${type.kind}`;
}
