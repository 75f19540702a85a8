import type { Day } from '../kernel/index.ts';
import {
  type Case,
  prepare,
  type Scope,
  type Trace,
  type Type,
  type Types,
  toScope,
  trace,
  ValueError,
  valueOn,
} from '../rules/index.ts';
import type { Pack, Service } from './model.ts';
import { rolesOfMatter, ruleTypeOf } from './parts.ts';
import { didYouMean, type PackProblem } from './problems.ts';
import { YamlFile } from './yaml-file.ts';

/** What a file or a person gives a service to decide, read for its rule. */
export interface Given extends Case {
  /** The day whose law is applied. */
  readonly lawDay: Day;
  /** Names by which the service takes nothing. */
  readonly strange: readonly string[];
  /** What is wrong with values, each as `weight: "heavy" is not a number`. */
  readonly wrong: readonly string[];
}

/** Reads facts by name, as JSON, for a decision on a day. What is strange or wrong is left out of the facts, and listed. */
export function readGiven(pack: Pack, service: Service, json: Readonly<Record<string, unknown>>, on: Day): Given {
  const possible = givenTypes(pack, service);
  const strange = Object.keys(json).filter((name) => !Object.hasOwn(possible, name));
  const facts: Record<string, Scope[string]> = {};
  const wrong: string[] = [];
  for (const [name, type] of Object.entries<Type>({ ...possible, applied_on: { kind: 'date' } })) {
    try {
      Object.assign(facts, toScope({ [name]: type }, { ...json, applied_on: on }));
    } catch (error) {
      if (!(error instanceof ValueError)) throw error;
      wrong.push(error.message);
    }
  }
  const lawDay = lawDayOf(service, facts, json, on);
  const parameters = Object.hasOwn(facts, 'applied_on') ? parametersOn(service, lawDay) : {};
  return { facts, parameters, lawDay, strange, wrong };
}

/** What can be given to a service: the people by role, and facts, of the derived ones those that may be told. */
export function givenTypes(pack: Pack, service: Service): Types {
  const derived = new Set(service.rule.derived.flatMap(({ name, told }) => (told ? [] : [name])));
  const facts = [...service.facts.values()].filter(({ name }) => !derived.has(name));
  const roles = rolesOfMatter(pack.registries.get(service.about ?? ''));
  return {
    ...Object.fromEntries(roles.map((role) => [role, { kind: 'string' } as const])),
    ...Object.fromEntries(facts.map((fact) => [fact.name, ruleTypeOf(pack, fact)])),
  };
}

/** The parameters of a service as the law stood on a day. */
export const parametersOn = (service: Service, day: Day): Scope =>
  Object.fromEntries(Array.from(service.parameters, ([name, parameter]) => [name, valueOn(parameter, day)]));

/** The law is that of the day of application, or of another day that the service names. */
function lawDayOf({ asOf }: Service, facts: Scope, json: Readonly<Record<string, unknown>>, on: Day): Day {
  return asOf !== undefined && Object.hasOwn(facts, asOf) && typeof json[asOf] === 'string' ? json[asOf] : on;
}

/** Facts by name as a YAML or JSON file holds them. @param file its path, for the places of mistakes. */
export function parseGiven(
  file: string,
  text: string,
): { json: Readonly<Record<string, unknown>>; problems: readonly PackProblem[] } {
  const { value, problems } = new YamlFile(file, text);
  if (problems.length > 0) return { json: {}, problems };
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return { json: value as Record<string, unknown>, problems };
  return { json: {}, problems: [{ file, line: 1, column: 1, message: 'this must be facts by name, as "age: 24"' }] };
}

/** Everything that is wrong with what was given, for whoever gave it. */
export function mistakesOf(pack: Pack, service: Service, { strange, wrong }: Given): string[] {
  const names = Object.keys(givenTypes(pack, service));
  const computed = new Set(service.rule.derived.map(({ name }) => name));
  const unknown = strange.map((name) =>
    computed.has(name)
      ? `${name}: this is worked out from other facts and cannot be given`
      : `${name}: ${service.id} takes no such fact${didYouMean(name, names)}`,
  );
  return [...unknown, ...wrong];
}

/** Decides a service on what is given. */
export const decideGiven = ({ rule }: Service, { facts, parameters }: Given): Trace =>
  trace(prepare(rule), facts, parameters);
