import { applyFunction, FUNCTIONS, functionType } from '../evaluate/functions/index.ts';
import { ValueError } from '../problem.ts';
import { didYouMean } from '../spelling.ts';
import type { Application, Call } from '../tree.ts';
import type { Value } from '../values/values.ts';
import {
  ANY,
  describe,
  type FunctionType,
  fitsUnit,
  kindOfType,
  type TableType,
  type Type,
  type TypeOrReason,
  type Types,
  unify,
} from './types.ts';

/** What a call gives its function: the types of its arguments, and the parameters that they are for where it says so. */
interface Given {
  readonly types: readonly Type[];
  readonly names?: readonly string[] | undefined;
}

/** The type of a call by name, or why it has none: of what the name holds when that can be called, else of a built-in function. */
export function callType(call: Call, types: readonly Type[], names: Types): TypeOrReason {
  const name = call.function;
  const held = Object.hasOwn(names, name) ? names[name] : undefined;
  if (held?.kind === 'function' || held?.kind === 'table')
    return typeOfCalled(name, held, { types, names: call.names });
  if (Object.hasOwn(FUNCTIONS, name)) return builtInType(call, types);
  if (held) return typeOfCalled(name, held, { types, names: call.names });
  const possible = Object.keys(names).filter((own) => ['function', 'table'].includes(names[own]!.kind));
  return `there is no function ${name}${didYouMean(name, [...Object.keys(FUNCTIONS), ...possible])}`;
}

/** The type of a call of what an expression gives, or why it has none. */
export const applicationType = (called: Type, application: Application, types: readonly Type[]): TypeOrReason =>
  typeOfCalled('the function', called, { types, names: application.names });

function typeOfCalled(name: string, called: Type, given: Given): TypeOrReason {
  if (called.kind === 'function') return functionResult(name, called, given);
  if (called.kind === 'table') return tableResult(name, called, given);
  return kindOfType(called) === undefined ? ANY : `${name} is ${describe(called)} and cannot be called`;
}

/** A call of a function that the rule defines. */
function functionResult(name: string, called: FunctionType, { types, names }: Given): TypeOrReason {
  const { parameters, names: own = [] } = called;
  const strange = names?.find((given) => !own.includes(given));
  if (strange !== undefined) return `${name} has no parameter ${strange}${didYouMean(strange, own)}`;
  if (types.length !== parameters.length || new Set(names).size < (names?.length ?? 0)) {
    return `${name} takes ${own.join(', ') || `${parameters.length} arguments`}`;
  }
  const parameterAt = (index: number) => parameters[names ? own.indexOf(names[index]!) : index]!;
  const wrong = types.findIndex((type, index) => !unify(parameterAt(index), type));
  if (wrong < 0) return called.returns;
  return `argument ${wrong + 1} of ${name} must be ${describe(parameterAt(wrong))}, not ${describe(types[wrong]!)}`;
}

/** A look-up in a law's table by a number in the table's unit. */
function tableResult(name: string, { by, unit }: TableType, { types: [type, ...more] }: Given): TypeOrReason {
  if (!type || more.length > 0) return `${name} takes one number`;
  const fits = type.kind === 'number' ? fitsUnit(type, by ?? '') : kindOfType(type) === undefined;
  if (fits) return unit === undefined ? { kind: 'number' } : { kind: 'number', unit };
  return `${name} goes by number ${by === undefined ? 'without a unit' : `in ${by}`}, not ${describe(type)}`;
}

function builtInType(call: Call, types: readonly Type[]): TypeOrReason {
  const type = functionType(call.function, types, call.names);
  return typeof type === 'string' ? type : (foldedType(call) ?? type);
}

/** `date("2026-02-30")` is wrong before it runs, and `duration("P2M")` is known to be in months. */
function foldedType({ function: name, arguments: args, names }: Call): TypeOrReason | undefined {
  const texts = args.flatMap((argument): Value[] => (argument.kind === 'string' ? [argument.value] : []));
  if (texts.length !== args.length || texts.length === 0) return undefined;
  try {
    const value = applyFunction(name, texts, names);
    const isDuration = typeof value === 'object' && value !== null && 'measure' in value;
    return isDuration ? { kind: 'duration', measure: value.measure } : undefined;
  } catch (error) {
    if (error instanceof ValueError) return error.message;
    throw error;
  }
}
