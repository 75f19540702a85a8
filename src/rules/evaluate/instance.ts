import { ValueError } from '../problem.ts';
import type { InstanceOf, TypeName } from '../tree.ts';
import {
  and,
  type FunctionValue,
  isList,
  isRange,
  isRecord,
  type Kind,
  kindOf,
  lookUp,
  UNKNOWN,
  type Value,
} from '../values/values.ts';
import type { Compiler } from './compile.ts';
import { guarded, type Run } from './environment.ts';
import { isSubtype } from './type-names.ts';

/** The names of types without parts, and the kinds of their values; durations have two names. */
const KINDS: Readonly<Record<string, Kind>> = {
  number: 'number',
  string: 'string',
  boolean: 'boolean',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  list: 'list',
  context: 'record',
  range: 'range',
  function: 'function',
};

const MEASURES: Readonly<Record<string, string>> = {
  'days and time duration': 'days',
  'years and months duration': 'months',
};

/** `of instance of type`: null is an instance of Null only, and what is not known may be one of anything. */
export function compileInstanceOf({ of, type, at }: InstanceOf, compiler: Compiler): Run {
  const run = compiler.run(of);
  return guarded(at, (environment, frame) => {
    const value = run(environment, frame);
    if (value === null) return type.name === 'Null';
    return conforms(value, type);
  });
}

/** Whether a value is of a type (DMN 1.5, section 10.3.2.9.2): three-valued. Null is of every type. Throws ValueError. */
function conforms(value: Value, type: TypeName): Value {
  if (value === UNKNOWN) return UNKNOWN;
  if (type.name === 'Any' || value === null) return true;
  if (type.name === 'Null') return false;
  const measure = MEASURES[type.name];
  if (measure !== undefined) return kindOf(value) === 'duration' && (value as { measure: string }).measure === measure;
  const kind = Object.hasOwn(KINDS, type.name) ? KINDS[type.name] : undefined;
  if (kind === undefined) throw new ValueError(`there is no type ${type.name}`);
  return kindOf(value) === kind ? and(true, partsConform(value, type)) : false;
}

function partsConform(value: Value, type: TypeName): Value {
  const [part] = type.of ?? [];
  if (isList(value)) return part ? allConform(value, part) : true;
  if (isRecord(value)) {
    const hasField = ([name, field]: [string, TypeName]): Value =>
      Object.hasOwn(value.fields, name) && conforms(lookUp(value.fields, name), field);
    return Object.entries(type.fields ?? {})
      .map(hasField)
      .reduce(and, true);
  }
  if (isRange(value)) return part ? allConform([value.low, value.high], part) : true;
  return kindOf(value) !== 'function' || isSubtype((value as FunctionValue).type ?? { name: 'function' }, type);
}

const allConform = (values: readonly Value[], type: TypeName): Value =>
  values.map((value) => conforms(value, type)).reduce(and, true);

/**
 * A value as a parameter's type takes it: a single value as a list and a list of one as its item, where only that
 * conforms (DMN 1.5, section 10.3.2.9.4). Throws ValueError where it does not conform.
 */
export function converted(value: Value, type: TypeName): Value {
  const fits = (candidate: Value): boolean => conforms(candidate, type) !== false;
  if (fits(value)) return value;
  if (isList(value) && value.length === 1 && fits(value[0]!)) return value[0]!;
  if (type.name === 'list' && fits([value])) return [value];
  throw new ValueError(`the argument must be a ${type.name}, not a ${kindOf(value)}`);
}
