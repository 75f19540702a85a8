import type { Day } from '../kernel/index.ts';
import { evaluate, type Scope, type Trace, UNKNOWN } from '../rules/index.ts';
import { decideGiven, type Given, readGiven } from './given.ts';
import type { Example, Fact, Pack, Service } from './model.ts';

/** One example of a service, run. */
export interface ExampleResult {
  service: string;
  /** Its place in the list, from 1. */
  number: number;
  title: string;
  passed: boolean;
  /** What came out otherwise than it says, each as `amount: 84000 expected, 90000 found`. */
  differences: readonly string[];
  /** What the rule made of it, and the day whose law was applied; undefined where it could not be run. */
  trace: Trace | undefined;
  lawDay: Day;
}

/** Runs every example of every service through the rules. Pure; nothing is written or paid. */
export const runExamples = (pack: Pack): ExampleResult[] =>
  [...pack.services.values()].flatMap((service) => runExamplesOf(pack, service));

/** Runs the examples of one service. */
export function runExamplesOf(pack: Pack, service: Service): ExampleResult[] {
  return service.examples.map((example, index): ExampleResult => {
    const given = readGiven(pack, service, example.in, example.on);
    const mistakes = mistakesIn(given);
    const found = mistakes.length === 0 ? decideGiven(service, given) : undefined;
    const differences = found ? compare(example, outcomeOf(service, found)) : mistakes;
    const title = example.title ?? `example ${index + 1}`;
    return {
      service: service.id,
      number: index + 1,
      title,
      passed: differences.length === 0,
      differences,
      trace: found,
      lawDay: given.lawDay,
    };
  });
}

function mistakesIn({ strange, wrong }: Given): string[] {
  const unknown = strange.length > 0 ? [`${strange.join(', ')} can be given to this service by no example`] : [];
  return [...unknown, ...wrong].map((mistake) => `in: ${mistake}`);
}

/** What came out, in the terms in which an example says what should. */
interface Outcome {
  eligible: 'yes' | 'no' | 'need';
  because: readonly string[];
  ask: readonly string[];
  review: readonly string[];
  amount: unknown;
}

function outcomeOf(service: Service, found: Trace): Outcome {
  const { because, flags, amount } = found;
  const ask = stillNeeded(service, found);
  const eligible = found.eligible === 'yes' && ask.length > 0 ? 'need' : found.eligible;
  return { eligible, because, ask, review: flags, amount };
}

/**
 * What the rules still need, and the questions that have no answer: an account matters to no rule, but to the payment.
 * Nothing after a no. Sorted.
 */
export function stillNeeded(service: Service, { eligible, need, scope }: Trace): string[] {
  if (eligible === 'no') return [];
  const open = [...service.facts.values()].filter((fact) => isOpenQuestion(fact, scope)).map(({ name }) => name);
  return [...new Set([...need, ...open])].sort();
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
