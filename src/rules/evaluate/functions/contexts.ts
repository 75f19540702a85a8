import { ValueError } from '../../problem.ts';
import { ANY, STRING, type Type, type TypeOrReason, type Types } from '../../types/types.ts';
import { isRecord, type ListValue, lookUp, type RecordValue, UNKNOWN, type Value } from '../../values/values.ts';
import { type BuiltIn, builtIn, one, takes } from './signature.ts';

const record = (fields: Readonly<Record<string, Value>>): RecordValue => ({ kind: 'record', fields });

/** A record's fields with one more, which may be called like one of every object. */
const withField = (fields: RecordValue['fields'], key: string, value: Value): RecordValue['fields'] =>
  Object.fromEntries([...Object.entries(fields), [key, value]]);

const getEntries = ({ fields }: RecordValue): Value =>
  Object.entries(fields).map(([key, value]) => record({ key, value }));

/** The record of entries with a key and a value each; throws ValueError for a key that comes twice. */
function fromEntries(entries: ListValue): Value {
  const fields = new Map<string, Value>();
  for (const entry of entries) {
    if (entry === UNKNOWN) return UNKNOWN;
    if (!isRecord(entry) || !Object.hasOwn(entry.fields, 'key') || !Object.hasOwn(entry.fields, 'value')) {
      throw new ValueError('context needs entries with a key and a value');
    }
    const key = lookUp(entry.fields, 'key');
    if (key === UNKNOWN) return UNKNOWN;
    if (typeof key !== 'string') throw new ValueError('context needs keys that are strings');
    if (fields.has(key)) throw new ValueError(`the key ${JSON.stringify(key)} comes twice`);
    fields.set(key, lookUp(entry.fields, 'value'));
  }
  return record(Object.fromEntries(fields));
}

/** The record with a value at the end of a path of keys, of which all but the last are there; throws ValueError. */
function putDeep(context: Value, keys: ListValue, value: Value): Value {
  const [key, ...rest] = keys;
  if (context === UNKNOWN || key === UNKNOWN) return UNKNOWN;
  if (typeof key !== 'string') throw new ValueError('context put needs keys that are strings');
  if (!isRecord(context)) throw new ValueError(`there is no context in which ${JSON.stringify(key)} could be put`);
  if (rest.length > 0 && !Object.hasOwn(context.fields, key)) {
    throw new ValueError(`there is no ${JSON.stringify(key)} in the context`);
  }
  const inner = rest.length === 0 ? value : putDeep(lookUp(context.fields, key), rest, value);
  return inner === UNKNOWN && rest.length > 0 ? UNKNOWN : record(withField(context.fields, key, inner));
}

function merge(contexts: ListValue): Value {
  if (contexts.includes(UNKNOWN)) return UNKNOWN;
  if (!contexts.every(isRecord)) throw new ValueError('context merge needs a list of contexts');
  return record(Object.fromEntries(contexts.flatMap(({ fields }) => Object.entries(fields))));
}

const entriesOf = (fields: Types): Type => ({ kind: 'list', of: { kind: 'record', fields } });

/** The fields' common type is not looked for: they are seldom alike. */
const ENTRIES = entriesOf({ key: STRING, value: ANY });

/** What is known of one field, where the key is written in the rule. */
function fieldType(context: Type, key: Type): TypeOrReason {
  if (context.kind !== 'record' || key.kind !== 'enum' || !key.literal || key.values.length !== 1) return ANY;
  const [name] = key.values;
  return Object.hasOwn(context.fields, name!) ? context.fields[name!]! : ANY;
}

/** Context functions (DMN 1.5, section 10.3.4.10). */
export const CONTEXTS: Readonly<Record<string, BuiltIn>> = {
  'get value': builtIn(
    'the value of a context under a key',
    'get value({a: 1, "b c": 2}, "b c") = 2',
    takes(
      [one('m', 'record'), one('key', 'string')],
      (context, key) => fieldType(context!, key!),
      ({ fields }, key) => lookUp(fields, key),
    ),
  ),
  'get entries': builtIn(
    'the keys and values of a context, as a list of contexts with key and value',
    'get entries({a: 1}) = [{key: "a", value: 1}]',
    takes([one('m', 'record')], ENTRIES, getEntries),
  ),
  context: builtIn(
    'the context of a list of contexts with key and value',
    'context([{key: "a", value: 1}, {key: "b", value: 2}]) = {a: 1, b: 2}',
    takes([one('entries', 'list')], ANY, fromEntries),
  ),
  'context put': builtIn(
    'the context with another value under a key, or under a key of a context in it and so on',
    'context put({x: 1, y: {a: 0}}, ["y", "a"], 2) = {x: 1, y: {a: 2}}',
    takes([one('context', 'record'), one('key', 'string'), one('value')], ANY, ({ fields }, key, value) =>
      record(withField(fields, key, value)),
    ),
    takes([one('context', 'record'), one('keys', 'list'), one('value')], ANY, putDeep),
  ),
  'context merge': builtIn(
    'one context of all entries of several; of those with the same key the last counts',
    'context merge([{x: 1, y: 0}, {y: 2}]) = {x: 1, y: 2}',
    takes([one('contexts', 'list')], ANY, merge),
  ),
};
