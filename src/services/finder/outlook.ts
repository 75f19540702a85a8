import type { Day } from '../../kernel/index.ts';
import {
  type ClauseReason,
  type Json,
  prepare,
  type Rule,
  type Scope,
  type Trace,
  toValue,
  trace,
} from '../../rules/index.ts';
import { type Candidate, isAskable, type TimedClause } from './prepare.ts';

/** One service as it is for one person: by itself, or about one of their records. */
export interface Instance {
  candidate: Candidate;
  /** What is known, by the service's own names, without the day of application. */
  scope: Scope;
  /** The same as JSON. */
  jsonOf(name: string): unknown;
}

/** How a service comes out on a day. */
export interface Outlook {
  day: Day;
  eligible: Trace['eligible'];
  decision: Trace;
  /** What was known then, without what was only tried, and the figures of the law. */
  facts: Scope;
  parameters: Scope;
  /** In the currency's unit; undefined where there is none or it is not known. */
  amount: Json | undefined;
  /** Names of facts that are not known and can still change it. */
  need: readonly string[];
  /** Those of them that are told when applying, and change nothing of it. */
  toTell: readonly string[];
}

/** Answers tried at most for what is told when applying. */
const MOST_TRIED = 64;

/** What the rules see of a person on a day. */
const scopeOn = ({ scope }: Instance, day: Day): Scope => ({
  ...scope,
  applied_on: toValue({ kind: 'date' }, day),
});

/** The figures of the law that hold on a day of application. */
function parametersOn({ candidate, jsonOf }: Instance, day: Day): Scope {
  const { asOf } = candidate.service;
  const lawDay = asOf ? jsonOf(asOf) : undefined;
  return candidate.parametersOn(typeof lawDay === 'string' ? lawDay : day);
}

const decided = (rule: Rule, facts: Scope, parameters: Scope): Trace => trace(prepare(rule), facts, parameters);

/**
 * Decides on a day. What is told only when applying (a name, an account, a choice that is about the record) leaves a
 * yes where every answer to it gives a yes: a name that is still to be given keeps nobody from applying.
 */
export function outlookOn(instance: Instance, day: Day): Outlook {
  const { candidate } = instance;
  const facts = scopeOn(instance, day);
  const parameters = parametersOn(instance, day);
  const decision = decided(candidate.rule, facts, parameters);
  const { eligible } = decision;
  const amount = eligible === 'no' ? undefined : decision.amount;
  const isOpen =
    eligible === 'need' || (eligible === 'yes' && candidate.rule.amount !== undefined && amount === undefined);
  const need = isOpen ? decision.need : [];
  const open = { day, eligible, decision, facts, parameters, amount, need, toTell: [] };
  if (need.length === 0 || !need.every((name) => isToldWhenApplying(candidate, name))) return open;
  const outcomes = triesOf(candidate, need).map((told) => decided(candidate.rule, { ...facts, ...told }, parameters));
  const [first] = outcomes;
  if (!first || outcomes.some((outcome) => outcome.eligible !== 'yes')) return open;
  const isSame = outcomes.every((outcome) => outcome.amount === first.amount);
  return { ...open, eligible: 'yes', decision: first, amount: isSame ? first.amount : undefined, toTell: need };
}

/** The clauses with their reasons; what was only tried is not what they rest on. */
export function clausesOf({ decision, toTell }: Outlook): readonly ClauseReason[] {
  if (toTell.length === 0) return decision.clauses;
  return decision.clauses.map((clause) => ({
    ...clause,
    uses: clause.uses.filter(({ name }) => !toTell.includes(name)),
  }));
}

/** Whether it is a question of the application itself: about the record that it is about, or with an answer that decides nothing. */
export function isToldWhenApplying({ service }: Candidate, name: string): boolean {
  const fact = service.facts.get(name);
  return fact?.source.kind === 'asked' && (service.about !== undefined || !isAskable(fact));
}

/** Every combination of answers; none where there are too many, or where an answer has no known set of values. */
function triesOf({ service }: Candidate, names: readonly string[]): Scope[] {
  let tries: Record<string, Scope[string]>[] = [{}];
  for (const name of names) {
    const { type, options } = service.facts.get(name)!;
    const values = options
      ? Object.keys(options)
      : type === 'boolean'
        ? [true, false]
        : ANY_TEXT.has(type)
          ? ['-']
          : [];
    tries = tries.flatMap((told) => values.map((value) => ({ ...told, [name]: value })));
    if (tries.length > MOST_TRIED) return [];
  }
  return tries;
}

/** Types of which a rule can only tell whether there is an answer. */
const ANY_TEXT: ReadonlySet<string> = new Set(['text', 'name', 'bank-account']);

/** The first of these clauses that is not met on a day, by itself; undefined where none is refused. */
export function firstRefused(instance: Instance, clauses: readonly TimedClause[], day: Day): TimedClause | undefined {
  const facts = scopeOn(instance, day);
  const parameters = parametersOn(instance, day);
  return clauses.find(({ rule }) => decided(rule, facts, parameters).eligible === 'no');
}
