import {
  type Decision,
  decide,
  evaluate,
  type Scope,
  type Types,
  toScope,
  UNKNOWN,
  ValueError,
  valueOn,
} from '../rules/index.ts';
import type { Example, Fact, Pack, Service } from './model.ts';
import { rolesOfMatter, ruleTypeOf } from './parts.ts';

/** One example of a service, run. */
export interface ExampleResult {
  service: string;
  /** Its place in the list, from 1. */
  number: number;
  title: string;
  passed: boolean;
  /** What came out otherwise than it says, each as `amount: 84000 expected, 90000 found`. */
  differences: readonly string[];
}

/** Runs every example of every service through the rules. Pure; nothing is written or paid. */
export function runExamples(pack: Pack): ExampleResult[] {
  return [...pack.services.values()].flatMap((service) =>
    service.examples.map((example, index): ExampleResult => {
      const differences = differencesOf(pack, service, example);
      const title = example.title ?? `example ${index + 1}`;
      return { service: service.id, number: index + 1, title, passed: differences.length === 0, differences };
    }),
  );
}

function differencesOf(pack: Pack, service: Service, example: Example): string[] {
  const types = typesOf(pack, service);
  const unknown = Object.keys(example.in).filter((name) => !Object.hasOwn(types, name));
  if (unknown.length > 0) return [`in: ${unknown.join(', ')} can be given to this service by no example`];
  try {
    return compare(example, outcomeOf(service, example, toScope(types, example.in)));
  } catch (error) {
    if (error instanceof ValueError) return [`in: ${error.message}`];
    throw error;
  }
}

/** What an example can give: facts that are not derived, and the people by role. */
function typesOf(pack: Pack, service: Service): Types {
  const facts = [...service.facts.values()].filter(({ source }) => source.kind !== 'derived');
  const roles = rolesOfMatter(pack.registries.get(service.about ?? ''));
  return {
    ...Object.fromEntries(roles.map((role) => [role, { kind: 'string' } as const])),
    ...Object.fromEntries(facts.map((fact) => [fact.name, ruleTypeOf(pack, fact)])),
  };
}

/** What came out, in the terms in which an example says what should. */
interface Outcome {
  eligible: 'yes' | 'no' | 'need';
  because: readonly string[];
  ask: readonly string[];
  review: readonly string[];
  amount: unknown;
}

function outcomeOf(service: Service, example: Example, given: Scope): Outcome {
  const { date } = toScope({ date: { kind: 'date' } }, { date: example.on });
  const facts = { ...given, applied_on: date! };
  const lawDay = service.asOf === undefined ? example.on : String(example.in[service.asOf] ?? example.on);
  const parameters = Object.fromEntries(
    [...service.parameters.values()].map(({ name, values }) => [name, valueOn({ values }, lawDay)]),
  );
  const decision = decide(service.rule, facts, parameters);
  const ask = decision.eligible === 'no' ? [] : stillNeeded(service, decision, { ...facts, ...parameters });
  const eligible = decision.eligible === 'yes' && ask.length > 0 ? 'need' : decision.eligible;
  return { eligible, because: decision.because, ask, review: decision.flags, amount: decision.amount };
}

/** What the rules still need, and the questions that have no answer: an account matters to no rule, but to the payment. */
function stillNeeded(service: Service, decision: Decision, scope: Scope): string[] {
  const full: Record<string, Scope[string]> = { ...scope };
  for (const { name, tree } of service.rule.derived) full[name] = evaluate(tree, full);
  const open = [...service.facts.values()].filter((fact) => isOpenQuestion(fact, full)).map(({ name }) => name);
  return [...new Set([...decision.need, ...open])].sort();
}

function isOpenQuestion({ name, source, optional }: Fact, scope: Scope): boolean {
  if (source.kind !== 'asked' || optional || (Object.hasOwn(scope, name) && scope[name] !== UNKNOWN)) return false;
  return source.when === undefined || evaluate(source.when, scope) !== false;
}

/** An example that leaves a part of the outcome out says nothing of it, but for what an officer has to look at. */
function compare({ out }: Example, found: Outcome): string[] {
  const expected = { ...out, review: out.review ?? [] };
  const keys = (['eligible', 'because', 'ask', 'review', 'amount'] as const).filter(
    (key) => expected[key] !== undefined,
  );
  return keys.flatMap((key) => {
    const [wanted, came] = [written(expected[key]), written(found[key])];
    return wanted === came ? [] : [`${key}: ${wanted} expected, ${came} found`];
  });
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : [...value].sort().join(', ');
  return value === undefined ? 'nothing' : String(value);
}
