import { type Problem, RuleSyntaxError, ValueError } from '../problem.ts';
import { parse } from '../text/parse.ts';
import type { Tree } from '../tree.ts';
import { isList, isRecord, type RecordValue, type Value } from '../values/values.ts';
import { evaluateByStandard } from './evaluate.ts';
import { readValue, writeValue } from './json-text.ts';

/** Lines of a file tend to repeat a few expressions: that many of the latest are kept parsed, when they are not too long. */
const KEPT_TREES = 1000;
const LONGEST_KEY = 20_000;

const trees = new Map<string, Tree>();

function parsed(text: string, names: readonly string[]): Tree {
  const key = JSON.stringify([text, ...names]);
  const known = trees.get(key);
  if (known) return known;
  const tree = parse(text, { names });
  if (trees.size >= KEPT_TREES) trees.clear();
  if (key.length <= LONGEST_KEY) trees.set(key, tree);
  return tree;
}

/** The names in a context and in the contexts inside it, which an expression may speak of as they are spelt. */
function namesIn(value: Value, names: Set<string>): Set<string> {
  if (isList(value)) for (const item of value) namesIn(item, names);
  else if (isRecord(value)) for (const [name, field] of Object.entries(value.fields)) namesIn(field, names.add(name));
  return names;
}

/**
 * One line `{"expr": "a + 1", "context": {"a": 1}}` to one line `{"value": 2}`, by the standard's semantics.
 * What has no value is `{"value": null, "problems": ["division by zero"]}`, what is no such line or does not parse
 * `{"error": "…"}`. Never throws.
 */
export function evaluateLine(line: string): string {
  try {
    const { expr, context } = readLine(line);
    const problems: Problem[] = [];
    const tree = parsed(expr, [...namesIn(context, new Set())].sort());
    const value = evaluateByStandard(tree, context.fields, problems);
    const said = problems.map(({ message }) => message);
    return value === null && said.length > 0
      ? `{"value":null,"problems":${JSON.stringify(said)}}`
      : `{"value":${writeValue(value)}}`;
  } catch (error) {
    return JSON.stringify({ error: reasonOf(error) });
  }
}

const NO_CONTEXT: RecordValue = { kind: 'record', fields: {} };

function readLine(line: string): { expr: string; context: RecordValue } {
  const value = readValue(line);
  if (!isRecord(value)) throw new ValueError('the line is no JSON object');
  const { expr, context = NO_CONTEXT } = value.fields;
  if (typeof expr !== 'string') throw new ValueError('the line has no text "expr"');
  if (!isRecord(context)) throw new ValueError('the context must be an object');
  return { expr, context };
}

function reasonOf(error: unknown): string {
  if (error instanceof RuleSyntaxError || error instanceof ValueError) return error.message;
  if (error instanceof RangeError) return 'the line is nested too deeply';
  throw error;
}

/** A longer line is answered with an error, so that no input fills the memory. */
export const LONGEST_LINE = 10_000_000;

const TOO_LONG = `{"error":"the line is longer than ${LONGEST_LINE.toLocaleString('en')} characters"}\n`;

/** The answers to the lines of a text that comes in pieces, as they come: one line for each. */
export async function* evaluateLines(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  let isTooLong = false;
  for await (const piece of pieces) {
    const [first = '', ...lines] = piece.split('\n');
    const begun = lines.pop();
    rest += isTooLong ? '' : first;
    if (begun === undefined) {
      isTooLong ||= rest.length > LONGEST_LINE;
    } else {
      yield [isTooLong ? TOO_LONG : answerTo(rest), ...lines.map(answerTo)].join('');
      rest = begun;
      isTooLong = false;
    }
    if (isTooLong) rest = '';
  }
  if (isTooLong) yield TOO_LONG;
  else if (rest !== '') yield answerTo(rest);
}

const answerTo = (line: string): string => `${evaluateLine(line)}\n`;
