import { ValueError } from '../../problem.ts';
import { didYouMean } from '../../spelling.ts';
import type { Type, TypeOrReason } from '../../types/types.ts';
import type { Value } from '../../values/values.ts';
import { AGGREGATES } from './aggregates.ts';
import { callType, prepareCall } from './call.ts';
import { CONTEXTS } from './contexts.ts';
import { CONVERSION } from './conversion.ts';
import { LISTS } from './lists.ts';
import { LOGIC } from './logic.ts';
import { NUMBERS } from './numbers.ts';
import { RANGES } from './ranges.ts';
import type { BuiltIn, Setting } from './signature.ts';
import { STRINGS } from './strings.ts';
import { TEMPORAL } from './temporal.ts';

export { applyProperty, hasProperties, PROPERTIES, propertyTypes } from './properties.ts';
export type { BuiltIn, Parameter, Setting, Signature } from './signature.ts';

/** The built-in functions (DMN 1.5, section 10.3.4) by what they are about, in the order of the documentation. */
export const FUNCTION_GROUPS = {
  logic: LOGIC,
  numbers: NUMBERS,
  strings: STRINGS,
  'dates and times': TEMPORAL,
  lists: LISTS,
  'lists as one value': AGGREGATES,
  contexts: CONTEXTS,
  ranges: RANGES,
  conversion: CONVERSION,
} as const satisfies Readonly<Record<string, Readonly<Record<string, BuiltIn>>>>;

/** All of them, by name. */
export const FUNCTIONS: Readonly<Record<string, BuiltIn>> = Object.assign({}, ...Object.values(FUNCTION_GROUPS));

const builtInOf = (name: string): BuiltIn | undefined => (Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined);

/**
 * A call of a built-in function with so many arguments, in order or for the parameters named; undefined where there is
 * no such function. It is told its arguments and setting each time, and throws ValueError where it has no value.
 */
export function prepareFunction(
  name: string,
  count: number,
  names?: readonly string[],
): ((args: readonly Value[], setting?: Setting) => Value) | undefined {
  const builtIn = builtInOf(name);
  return builtIn && prepareCall(name, builtIn, count, names);
}

/** Calls a built-in function once; throws ValueError where it has no value. */
export function applyFunction(
  name: string,
  args: readonly Value[],
  names?: readonly string[],
  setting?: Setting,
): Value {
  const call = prepareFunction(name, args.length, names);
  if (!call) throw new ValueError(`there is no function ${name}`);
  return call(args, setting);
}

/** The type of a call of a built-in function with arguments of these types, or why it has none. */
export function functionType(name: string, args: readonly Type[], names?: readonly string[]): TypeOrReason {
  const builtIn = builtInOf(name);
  if (!builtIn) return `there is no function ${name}${didYouMean(name, Object.keys(FUNCTIONS))}`;
  return callType(name, builtIn, args, names);
}
