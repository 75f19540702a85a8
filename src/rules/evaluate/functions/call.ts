import { ValueError } from '../../problem.ts';
import { didYouMean } from '../../spelling.ts';
import { describe, kindOfType, type Type, type TypeOrReason, unify } from '../../types/types.ts';
import { isList, type Kind, kindOf, UNKNOWN, type Value } from '../../values/values.ts';
import { weighed } from '../../values/weight.ts';
import { type BuiltIn, type Parameter, PLAIN, type Setting, type Signature } from './signature.ts';

type Names = readonly string[] | undefined;

/** A signature that takes so many arguments, or those named. */
interface Candidate {
  readonly signature: Signature;
  /** For each argument its parameter. */
  readonly parameterAt: readonly Parameter[];
  /** For each parameter the place of its argument, the places of all its arguments when it takes the rest, or none. */
  readonly slots: readonly (number | readonly number[] | undefined)[];
  /** Whether the arguments stand as the parameters do, one for each. */
  readonly isInOrder: boolean;
}

const isNamed = (parameter: Parameter, name: string): boolean =>
  name === parameter.name || (parameter.occurs === 'rest' && new RegExp(`^${parameter.name}\\d+$`).test(name));

/** The signature as a candidate, or undefined when it does not take so many arguments, or not by these names. */
function candidate(signature: Signature, count: number, names: Names): Candidate | undefined {
  const { parameters } = signature;
  const last = parameters.at(-1);
  const parameterAt = [...Array(count).keys()].map((at) => {
    if (names) return parameters.find((parameter) => isNamed(parameter, names[at]!));
    return parameters[at] ?? (last?.occurs === 'rest' ? last : undefined);
  });
  const slots = parameters.map((parameter) => {
    const own = parameterAt.flatMap((other, at) => (other === parameter ? [at] : []));
    return parameter.occurs === 'rest' ? own : own[0];
  });
  const lacks = parameters.some((parameter) => parameter.occurs !== 'optional' && !parameterAt.includes(parameter));
  // An argument that no parameter takes, or whose parameter is named twice.
  const isUnused = new Set(slots.flat().filter((at) => at !== undefined)).size < count;
  if (lacks || isUnused) return undefined;
  const isInOrder = slots.every((slot, at) => slot === at);
  return { signature, slots, isInOrder, parameterAt: parameterAt as Parameter[] };
}

const candidatesFor = ({ signatures }: BuiltIn, count: number, names: Names): readonly Candidate[] =>
  signatures.flatMap((signature) => candidate(signature, count, names) ?? []);

/** What a function takes, in the words of a message: `number, number or string`. */
function takes(name: string, { signatures }: BuiltIn, names: Names): string {
  const one = (parameter: Parameter) => {
    const what = names ? parameter.name : parameter.kinds.join(' or ') || 'anything';
    return `${what}${{ once: '', optional: '?', rest: ' …' }[parameter.occurs]}`;
  };
  const ways = signatures.map(({ parameters }) => parameters.map(one).join(', ') || 'no arguments');
  return `${name} takes ${[...new Set(ways)].join('; or ')}`;
}

/** An undefined kind may be any. */
const accepts = ({ kinds }: Parameter, kind: Kind | undefined): boolean =>
  kind === undefined || kinds.length === 0 || kinds.includes(kind);

const misfitOf = ({ parameterAt }: Candidate, kinds: readonly (Kind | undefined)[]): number =>
  kinds.findIndex((kind, at) => !accepts(parameterAt[at]!, kind));

function misfitReason(name: string, candidates: readonly Candidate[], kinds: readonly (Kind | undefined)[]): string {
  const at = Math.max(...candidates.map((one) => misfitOf(one, kinds)));
  const nearest = candidates.filter((one) => misfitOf(one, kinds) === at);
  const expected = new Set(nearest.flatMap(({ parameterAt }) => parameterAt[at]!.kinds));
  const words = [...expected].map((kind) => (kind === 'null' ? kind : `a ${kind}`)).join(' or ');
  return `argument ${at + 1} of ${name} must be ${words}, not a ${kinds[at]}`;
}

/** What arguments make of a call before it is made: null and unknown decide it where they have no meaning of their own. */
type Fit = 'misfit' | 'null' | 'unknown' | 'fits';

/** This is gone through for every call of every rule, so it is one plain loop. */
function fitOf({ parameterAt }: Candidate, args: readonly Value[]): Fit {
  let fit: Fit = 'fits';
  for (let at = 0; at < args.length; at += 1) {
    const { kinds } = parameterAt[at]!;
    const kind = kindOf(args[at]!);
    if (kinds.length === 0 || kinds.includes(kind)) continue;
    if (kind === 'null') fit = 'null';
    else if (kind !== 'unknown') return 'misfit';
    else if (fit === 'fits') fit = 'unknown';
  }
  return fit;
}

/**
 * FEEL's implicit conversions: a list of one item counts as the item where no list is expected, and anything else as
 * the list of it where one is (DMN 1.5, section 10.3.2.9.4).
 */
function converted(value: Value, { kinds }: Parameter): Value {
  if (value === null || value === UNKNOWN || kinds.length === 0 || kinds.includes(kindOf(value))) return value;
  if (kinds.includes('list')) return [value];
  return isList(value) && value.length === 1 ? value[0]! : value;
}

/** A text of so many units is as much work as one item of a list. */
const UNITS_AS_ONE = 1000;

/** A call is work for each item of a list given to it, and for each thousand units of a text. */
function workOf(args: readonly Value[]): number {
  let work = 1;
  for (const arg of args) {
    if (typeof arg === 'string') work += Math.floor(arg.length / UNITS_AS_ONE);
    else if (isList(arg)) work += arg.length;
  }
  return work;
}

/** Kinds of values that can become too much. */
const GROWING: readonly Kind[] = ['string', 'list', 'record'];

const NOTHING: Readonly<Partial<Record<Fit, Value>>> = { null: null, unknown: UNKNOWN };

/** The value of a call whose arguments fit. */
function applyTo(candidate: Candidate, fit: Fit, args: readonly Value[], setting: Setting): Value {
  if (fit !== 'fits') return NOTHING[fit]!;
  const { signature, slots, isInOrder } = candidate;
  const given = isInOrder
    ? args
    : slots.map((slot) => (typeof slot === 'object' ? slot.map((at) => args[at]) : args[slot ?? -1]));
  const value = signature.apply(...([...given, setting] as never[]));
  return GROWING.includes(kindOf(value)) ? weighed(value) : value;
}

/** The same for arguments of which some fit only once they are converted; throws ValueError. */
function applyConverted(
  name: string,
  candidates: readonly Candidate[],
  args: readonly Value[],
  setting: Setting,
): Value {
  for (const candidate of candidates) {
    const fitted = args.map((arg, at) => converted(arg, candidate.parameterAt[at]!));
    const fit = fitOf(candidate, fitted);
    if (fit !== 'misfit') return applyTo(candidate, fit, fitted, setting);
  }
  // Null decides even beside a wrong argument, as it does beside one that turns out wrong once it is known.
  const isDecided = args.some(
    (arg, at) => arg === null && candidates.every((one) => refusesNull(one.parameterAt[at]!)),
  );
  if (isDecided) return null;
  throw new ValueError(misfitReason(name, candidates, args.map(kindToFit)));
}

const refusesNull = ({ kinds }: Parameter): boolean => kinds.length > 0 && !kinds.includes('null');

/** The kind that an argument must have; null and unknown fit everywhere. */
const kindToFit = (value: Value): Kind | undefined => (value === null || value === UNKNOWN ? undefined : kindOf(value));

/**
 * Prepares a call of a built-in function with so many arguments, in order or for the parameters named.
 * What it gives throws ValueError where the call has no value.
 */
export function prepareCall(
  name: string,
  builtIn: BuiltIn,
  count: number,
  names?: readonly string[],
): (args: readonly Value[], setting?: Setting) => Value {
  const candidates = candidatesFor(builtIn, count, names);
  return (args, setting = PLAIN) => {
    if (candidates.length === 0) throw new ValueError(takes(name, builtIn, names));
    setting.spend(workOf(args));
    for (const candidate of candidates) {
      const fit = fitOf(candidate, args);
      if (fit !== 'misfit') return applyTo(candidate, fit, args, setting);
    }
    return applyConverted(name, candidates, args, setting);
  };
}

/** Why a function does not take arguments of these kinds, or undefined when it does. An undefined kind may be any. */
export function whyNotCallable(
  name: string,
  builtIn: BuiltIn,
  kinds: readonly (Kind | undefined)[],
  names?: readonly string[],
): string | undefined {
  const known = builtIn.signatures.flatMap(({ parameters }) => parameters);
  const stranger = names?.find((own) => !known.some((parameter) => isNamed(parameter, own)));
  if (stranger !== undefined) {
    const possible = known.map((parameter) => parameter.name);
    return `${name} has no parameter ${stranger}${didYouMean(stranger, possible)}`;
  }
  const candidates = candidatesFor(builtIn, kinds.length, names);
  if (candidates.length === 0) return takes(name, builtIn, names);
  return candidates.some((one) => misfitOf(one, kinds) < 0) ? undefined : misfitReason(name, candidates, kinds);
}

/** The type of a call of a built-in function with arguments of these types, or why it has none. */
export function callType(
  name: string,
  builtIn: BuiltIn,
  args: readonly Type[],
  names?: readonly string[],
): TypeOrReason {
  const kinds = args.map(kindOfType);
  const reason = whyNotCallable(name, builtIn, kinds, names);
  if (reason !== undefined) return reason;
  const candidate = candidatesFor(builtIn, args.length, names).find((one) => misfitOf(one, kinds) < 0)!;
  const given = candidate.slots.map((slot) =>
    typeof slot === 'object' ? listOf(slot.map((at) => args[at]!)) : args[slot ?? -1],
  );
  const wrong = given.find((type) => typeof type === 'string');
  if (wrong !== undefined) return wrong;
  const type = candidate.signature.type(...(given as Type[]));
  return typeof type === 'string' ? `${name} ${type}` : type;
}

/** Arguments given one by one, as the one list that they are. */
function listOf(types: readonly Type[]): TypeOrReason {
  let of: Type = { kind: 'null' };
  for (const type of types) {
    const both = unify(of, type);
    if (!both) return `cannot put ${describe(of)} and ${describe(type)} together`;
    of = both;
  }
  return { kind: 'list', of };
}
