import type { Day } from '../kernel/index.ts';
import { evaluate, type Scope, type Trace, type Tree, UNKNOWN } from '../rules/index.ts';
import { claimKey, claimValues } from './credential-claims.ts';
import { decideGiven, type Given, readGiven } from './given.ts';
import type { Example, Fact, Pack, Service } from './model.ts';
import type { CredentialType } from './model-credential.ts';
import type { Statement } from './model-data-use.ts';
import { runPurchasesOf } from './purchase-examples.ts';

/** One example of a service, a programme or a credential, run. */
export interface ExampleResult {
  /** The id of the service, programme or credential; of a statement with that of whose it is. */
  service: string;
  /** Its place in the list, from 1. */
  number: number;
  title: string;
  passed: boolean;
  /** What came out otherwise than it says, each as `amount: 84000 expected, 90000 found`. */
  differences: readonly string[];
  /** What the rule made of it, and the day whose law was applied; undefined where it could not be run, and of a purchase. */
  trace: Trace | undefined;
  lawDay: Day;
}

/** Runs every example of every service, programme, credential and statement through the rules. Pure; nothing is written or paid. */
export const runExamples = (pack: Pack): ExampleResult[] => [
  ...[...pack.services.values()].flatMap((service) => runExamplesOf(pack, service)),
  ...[...pack.programmes.values()].flatMap((programme) => [
    ...runExamplesOf(pack, programme.entitlement, programme),
    ...runPurchasesOf(programme),
  ]),
  ...[...pack.credentials.values()].flatMap((credential) =>
    runExamplesOf(pack, credential.eligibility, { credential }),
  ),
  ...[...pack.relyingParties.values()].flatMap((party) =>
    [...party.uses.values()].flatMap(({ id, data }) => runStatements(pack, `${party.id}.${id}`, data?.statements)),
  ),
  ...[...pack.bundles.values()].flatMap(({ id, statements }) => runStatements(pack, id, statements)),
];

const runStatements = (
  pack: Pack,
  of: string,
  statements: ReadonlyMap<string, Statement> = new Map(),
): ExampleResult[] =>
  [...statements.values()].flatMap(({ id, condition }) =>
    runExamplesOf(pack, condition).map((result) => ({ ...result, service: `${of}.${id}` })),
  );

/** What an example may speak of besides the rule: what a programme costs over the same facts, what a credential tells. */
export interface Besides {
  price?: Tree | undefined;
  credential?: CredentialType;
}

/** Runs the examples of one service. */
export function runExamplesOf(pack: Pack, service: Service, besides: Besides = {}): ExampleResult[] {
  return service.examples.map((example, index): ExampleResult => {
    const given = readGiven(pack, service, example.in, example.on);
    const mistakes = mistakesIn(given);
    const found = mistakes.length === 0 ? decideGiven(service, given) : undefined;
    const differences = found
      ? [...compare(example, outcomeOf(service, found, besides.price)), ...comparedClaims(example, found, besides)]
      : mistakes;
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
  price: unknown;
}

function outcomeOf(service: Service, found: Trace, price: Tree | undefined): Outcome {
  const { because, flags, amount } = found;
  const ask = stillNeeded(service, found);
  const eligible = found.eligible === 'yes' && ask.length > 0 ? 'need' : found.eligible;
  return {
    eligible,
    because,
    ask,
    review: flags,
    amount,
    price: eligible === 'no' ? undefined : priceOf(found, price),
  };
}

/** What a programme costs whoever gets it, in the currency's unit: free where it states no price, undefined where that is not known. */
function priceOf({ scope }: Trace, price: Tree | undefined): unknown {
  const value = price === undefined ? 0 : evaluate(price, scope);
  return value === UNKNOWN ? undefined : value;
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
  const keys = (['eligible', 'because', 'ask', 'review', 'amount', 'price'] as const).filter(
    (key) => expected[key] !== undefined,
  );
  return keys.flatMap((key) => {
    const [wanted, came] = [written(expected[key]), written(found[key])];
    return wanted === came ? [] : [`${key}: ${wanted} expected, ${came} found`];
  });
}

/** The claims that an example speaks of; null stands for one that is not told. */
function comparedClaims({ out }: Example, { scope }: Trace, { credential }: Besides): string[] {
  if (!credential || !out.claims) return [];
  const told = Object.fromEntries(claimValues(credential, scope).map(({ claim, value }) => [claimKey(claim), value]));
  return Object.entries(out.claims).flatMap(([key, wanted]) => {
    const [expected, came] = [JSON.stringify(wanted), JSON.stringify(told[key] ?? null)];
    return expected === came ? [] : [`claims: ${key} ${expected} expected, ${came} found`];
  });
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : [...value].sort().join(', ');
  return value === undefined ? 'nothing' : String(value);
}
