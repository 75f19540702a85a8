import type { Day } from '../../kernel/index.ts';
import { type Government, parametersOn, type Service } from '../../pack/index.ts';
import { type ClauseReason, decide, evaluate, fromValue, type Scope, type Tree } from '../../rules/index.ts';
import { type Facts, type Roles, scopeOf } from './gather.ts';

/** What the rules say of one service with what is known, in a form that is stored with the case. */
export interface Assessment {
  eligible: 'yes' | 'no' | 'need';
  /** Ids of the clauses that do not hold. */
  because: readonly string[];
  /** Names of the facts that still matter and are not known. */
  need: readonly string[];
  /** Ids of what an officer should look at. */
  flags: readonly string[];
  /** Minor units; null where the service pays nothing or the amount is not known yet. */
  amount: number | null;
  clauses: readonly Pick<ClauseReason, 'id' | 'outcome' | 'uses'>[];
  /** The day whose law was applied. */
  lawDay: Day;
}

/** Decides a service on what is known. Pure: the same facts on the same day give the same assessment. */
export function assess(gov: Government, service: Service, facts: Facts, roles: Roles, appliedOn: Day): Assessment {
  const lawDay = lawDayOf(service, facts, appliedOn);
  const decision = decide(
    service.rule,
    scopeOf(gov, service.facts.values(), facts, roles, appliedOn),
    parametersOn(service, lawDay),
  );
  return {
    eligible: decision.eligible,
    because: decision.because,
    need: decision.need,
    flags: decision.flags,
    amount: minorUnits(gov, decision.amount),
    clauses: decision.clauses.map(({ id, outcome, uses }) => ({ id, outcome, uses })),
    lawDay,
  };
}

function lawDayOf(service: Service, facts: Facts, appliedOn: Day): Day {
  const day = service.asOf ? facts[service.asOf]?.value : undefined;
  return typeof day === 'string' ? day : appliedOn;
}

/** An amount of the rules (in the currency's unit, exact) as whole minor units, halves rounded up as offices do. */
export function minorUnits(gov: Pick<Government, 'pack'>, amount: unknown): number | null {
  if (amount === null || amount === undefined) return null;
  // By the exponent of the text: multiplied, 1.005 would be a little less than 100.5.
  const minor = Math.round(Number(`${amount}e${gov.pack.currency.decimals}`));
  return Number.isSafeInteger(minor) && minor >= 0 ? minor : null;
}

/** The value of one expression of a service, as JSON; null when it is unknown. */
export function compute(
  gov: Government,
  service: Service,
  tree: Tree,
  facts: Facts,
  roles: Roles,
  appliedOn: Day,
  more: Scope = {},
): unknown {
  const derived = derivedScope(
    service,
    scopeOf(gov, service.facts.values(), facts, roles, appliedOn),
    lawDayOf(service, facts, appliedOn),
  );
  return fromValue(evaluate(tree, { ...derived, ...more })) ?? null;
}

function derivedScope(service: Service, scope: Scope, lawDay: Day): Scope {
  const full: Record<string, Scope[string]> = { ...scope, ...parametersOn(service, lawDay) };
  for (const { name, tree } of service.rule.derived) full[name] = evaluate(tree, full);
  return full;
}
