import type { TSchema } from 'typebox';
import { isDay } from '../kernel/index.ts';
import { didYouMean } from './problems.ts';
import { DAY, FORMS } from './schema-parts.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

/** The part of JSON Schema that the pack's schemas use. */
interface Schema {
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  properties?: Record<string, Schema>;
  required?: string[];
  patternProperties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  const?: unknown;
  enum?: readonly string[];
  pattern?: string;
  description?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
}

type Check = (schema: Schema, value: unknown, path: YamlPath, file: YamlFile) => void;

/**
 * Checks a file against its schema and records everything that does not fit, in the words of the file's author.
 * A general validator stops at a few errors and says "must match pattern"; an author needs all, and what to write.
 * @returns whether the file fits.
 */
export function fits(schema: TSchema, file: YamlFile): boolean {
  const before = file.problems.length;
  if (file.value === undefined || file.value === null) {
    if (before === 0) file.mistake([], 'the file is empty');
    return false;
  }
  check(schema as Schema, file.value, [], file);
  return file.problems.length === before;
}

const check: Check = (schema, value, path, file) => {
  if (schema.anyOf) checkOneOf(schema, value, path, file);
  else if (schema.enum) checkWord(schema.enum, value, path, file);
  else if ('const' in schema) checkConstant(schema, value, path, file);
  else if (schema.type && kindOf(value, schema.type) !== schema.type) file.mistake(path, wrongKind(schema.type, value));
  else if (schema.type) CHECKS[schema.type]?.(schema, value, path, file);
};

const CHECKS: Partial<Record<NonNullable<Schema['type']>, Check>> = {
  object: (schema, value, path, file) => checkObject(schema, value as Record<string, unknown>, path, file),
  array(schema, value, path, file) {
    const items = value as unknown[];
    if (items.length < (schema.minItems ?? 0)) file.mistake(path, `needs at least ${schema.minItems}`);
    if (items.length > (schema.maxItems ?? Infinity)) file.mistake(path, `may have at most ${schema.maxItems}`);
    for (const [index, item] of items.entries()) check(schema.items!, item, [...path, index], file);
  },
  string(schema, value, path, file) {
    const wrong = whatIsWrong(schema, value as string);
    if (wrong) file.mistake(path, wrong);
  },
  number: checkRange,
  integer: checkRange,
};

const expressions = new Map<string, RegExp>();

/** The expression of a pattern, of which the schemas have a dozen. */
function expressionOf(pattern: string): RegExp {
  const known = expressions.get(pattern) ?? new RegExp(pattern, 'u');
  expressions.set(pattern, known);
  return known;
}

function checkObject(schema: Schema, value: Record<string, unknown>, path: YamlPath, file: YamlFile): void {
  const patterns = Object.entries(schema.patternProperties ?? {});
  for (const name of schema.required ?? []) {
    if (!Object.hasOwn(value, name)) file.mistake(path, `${name} is missing`);
  }
  for (const [key, item] of Object.entries(value)) {
    const pattern = patterns.find(([wanted]) => expressionOf(wanted).test(key));
    const schemaOfKey = schema.properties?.[key] ?? pattern?.[1];
    if (schemaOfKey) check(schemaOfKey, item, [...path, key], file);
    else if (patterns[0]) file.mistakeInKey([...path, key], notInForm(key, patterns[0][0]));
    else file.mistakeInKey([...path, key], `there is no key "${key}" here${didYouMean(key, unused(schema, value))}`);
    if (pattern?.[0] === DAY && !isDay(key)) file.mistakeInKey([...path, key], `there is no day ${key}`);
  }
}

const unused = (schema: Schema, value: object): string[] =>
  Object.keys(schema.properties ?? {}).filter((name) => !Object.hasOwn(value, name));

/** One of a few words, or of a few shapes that are told apart by their kind or by the key they begin with; a table takes any key. */
function checkOneOf({ anyOf = [] }: Schema, value: unknown, path: YamlPath, file: YamlFile): void {
  const isWord = (member: Schema) => 'const' in member;
  const alike = anyOf.every(isWord) ? anyOf : anyOf.filter((member) => kindOf(value, member.type) === member.type);
  const words = alike.map((member) => String(member.const));
  if (alike.length > 0 && alike.every(isWord)) checkWord(words, value, path, file);
  else if (alike.length === 0) file.mistake(path, wrongKind(anyOf[0]!.type!, value));
  else if (alike.length === 1) check(alike[0]!, value, path, file);
  else checkVerb(alike, value as Record<string, unknown>, path, file);
}

function checkWord(words: readonly string[], value: unknown, path: YamlPath, file: YamlFile): void {
  if (!words.includes(value as string))
    file.mistake(path, `"${value}" is not possible${didYouMean(String(value), words)}`);
}

function checkVerb(members: Schema[], value: Record<string, unknown>, path: YamlPath, file: YamlFile): void {
  const verbs = members.flatMap((member) => member.required?.slice(0, 1) ?? []);
  const [verb = ''] = Object.keys(value);
  const member =
    members.find(({ required }) => required?.[0] === verb) ??
    members.find(({ patternProperties }) => patternProperties);
  if (member) check(member, value, path, file);
  else file.mistakeInKey([...path, verb], `"${verb}" is not possible here${didYouMean(verb, verbs)}`);
}

function checkConstant(schema: Schema, value: unknown, path: YamlPath, file: YamlFile): void {
  if (value !== schema.const) file.mistake(path, `this can only be ${schema.const}`);
}

function whatIsWrong(schema: Schema, text: string): string | undefined {
  if (text.length < (schema.minLength ?? 0)) return 'this is empty';
  if (text.length > (schema.maxLength ?? Infinity)) return `this is longer than ${schema.maxLength} characters`;
  if (schema.pattern && !expressionOf(schema.pattern).test(text)) return notInForm(text, schema.pattern);
  return schema.pattern === DAY && !isDay(text) ? `there is no day ${text}` : undefined;
}

const notInForm = (text: string, pattern: string): string =>
  `"${text}" is not ${FORMS[pattern] ?? `of the form ${pattern}`}`;

function checkRange(schema: Schema, value: unknown, path: YamlPath, file: YamlFile): void {
  if (Number(value) < (schema.minimum ?? -Infinity)) file.mistake(path, `${value} is less than ${schema.minimum}`);
  if (Number(value) > (schema.maximum ?? Infinity)) file.mistake(path, `${value} is more than ${schema.maximum}`);
}

const WORDS = {
  object: 'keys with values',
  array: 'a list',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
};

/** The kind of a value; a whole number is of both kinds of number. */
function kindOf(value: unknown, wanted: Schema['type']): string {
  if (Array.isArray(value)) return 'array';
  if (value === null) return 'null';
  if (typeof value === 'number' && Number.isInteger(value) && wanted === 'integer') return 'integer';
  return typeof value;
}

function wrongKind(wanted: NonNullable<Schema['type']>, value: unknown): string {
  const hint =
    wanted === 'string' && ['number', 'boolean'].includes(typeof value) ? `: write "${value}" in quotes` : '';
  return `this must be ${WORDS[wanted]}${hint}`;
}
