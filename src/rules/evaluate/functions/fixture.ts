import assert from 'node:assert/strict';
import type { Problem } from '../../problem.ts';
import { parse } from '../../text/parse.ts';
import { isList, isRecord, type Scope, UNKNOWN, type Value } from '../../values/values.ts';
import { evaluate } from '../evaluate.ts';
import { stringOf } from './texts.ts';

/** A value as it would be written in a rule, and `?` for what is unknown. */
export function written(value: Value): string {
  if (value === UNKNOWN) return '?';
  if (isList(value)) return `[${value.map(written).join(', ')}]`;
  if (isRecord(value)) {
    return `{${Object.entries(value.fields)
      .map(([key, field]) => `${key}: ${written(field)}`)
      .join(', ')}}`;
  }
  return String(stringOf([value])).slice(1, -1);
}

/** What an expression amounts to, or why it has no value after `!`. The name `u` is of something unknown. */
export function result(expression: string, scope: Scope = {}): string {
  const problems: Problem[] = [];
  const value = evaluate(parse(expression), scope, problems);
  return problems.length > 0 ? `! ${problems.map(({ message }) => message).join('; ')}` : written(value);
}

/** Checks expressions with what they amount to, or with a part of the reason why they have no value. */
export function assertAll(cases: readonly (readonly [expression: string, expected: string | RegExp])[]): void {
  for (const [expression, expected] of cases) {
    const actual = result(expression);
    if (typeof expected === 'string') assert.equal(actual, expected, expression);
    else {
      assert.ok(actual.startsWith('! '), `${expression} gives ${actual}`);
      assert.match(actual, expected, expression);
    }
  }
}
