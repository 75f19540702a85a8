import { type Day, dayOf } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { minorUnits } from '../../registry/index.ts';
import { type Goal, prepare, toValue, trace } from '../../rules/index.ts';
import { openingOn } from '../journey/window.ts';
import type { OwnMatter } from '../offers.ts';
import { demandsOf } from './demands.ts';
import type { EarlierCase, Finding, Group, Unmet } from './finding.ts';
import { firstNotRefused, lastDayOf } from './later.ts';
import { clausesOf, type Instance, isToldWhenApplying, type Outlook, outlookOn } from './outlook.ts';
import type { Finder } from './prepare.ts';

/** What is known beside the facts. */
interface Beside {
  /** The questions that can be asked here, and the types of what they ask. */
  asks?: Finder['asks'];
  types?: Finder['types'];
  matter?: OwnMatter;
  kase?: EarlierCase | undefined;
  /** It was granted, or is being decided, whoever applied. */
  isTaken?: boolean;
}

/** How one service comes out for one person. */
export function makeFinding(
  gov: Government,
  instance: Instance,
  today: Day,
  { asks = new Map(), types = {}, matter, kase, isTaken = false }: Beside,
): Finding {
  const { service } = instance.candidate;
  const now = outlookOn(instance, today);
  const opening = openingOn(service, today);
  const isOver = opening.state === 'over';
  const isApplied = isTaken || (kase !== undefined && holds(gov, instance, kase, today));
  const outlook = isOver || isApplied ? undefined : firstNotRefused(instance, now);
  const shown = outlook ?? now;
  const open = openNames(instance, outlook, asks);
  const group = isApplied ? 'applied' : isOver ? 'closed' : groupOf(outlook, open, today);
  const { amount, worth } = group === 'no' ? NOTHING : worthOf(gov, instance, shown);
  const dayOpening = openingOn(service, shown.day);
  // What only a shown result needs is worked out when it is read.
  const until = lazy(() => outlook && lastDayOf(instance, shown.day));
  const clauses = lazy(() => clausesOf(shown));
  const unmet = lazy(() => (group === 'no' ? unmetOf(instance, now) : []));
  return {
    id: matter ? `${service.id} ${matter.matter.subject} ${matter.matter.key}` : service.id,
    service,
    matter,
    group,
    day: shown.day,
    amount,
    worth,
    window: dayOpening.state === 'always' ? undefined : dayOpening.window,
    asks: open.asks,
    toTell: open.toTell.flatMap((name) => service.facts.get(name) ?? []),
    missing: open.missing.flatMap((name) => service.facts.get(name) ?? []),
    because: shown.decision.because,
    becomes: shown === now ? [] : service.clauses.filter(({ id }) => now.decision.because.includes(id)),
    after: [],
    kase: isApplied ? kase : undefined,
    goal: open.asks.length > 0 ? goalOf(instance, shown, worth, types) : undefined,
    get clauses() {
      return clauses();
    },
    get until() {
      return until();
    },
    get unmet() {
      return unmet();
    },
  };
}

const NOTHING = { amount: null, worth: null };

/** A value that is made at its first use. */
function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What is not known and matters: what is asked here, by key, what is told when applying, and what is neither. */
interface Open {
  asks: string[];
  toTell: readonly string[];
  missing: string[];
}

function openNames({ candidate }: Instance, outlook: Outlook | undefined, asks: Finder['asks']): Open {
  if (!outlook) return { asks: [], toTell: [], missing: [] };
  if (outlook.toTell.length > 0) return { asks: [], toTell: outlook.toTell, missing: [] };
  const keyOf = (name: string) => candidate.keys.get(name) ?? name;
  const { need } = outlook;
  const toTell = need.filter((name) => isToldWhenApplying(candidate, name));
  const others = need.filter((name) => !toTell.includes(name));
  return {
    asks: others.map(keyOf).filter((key) => asks.has(key)),
    toTell,
    missing: others.filter((name) => !asks.has(keyOf(name))),
  };
}

function groupOf(outlook: Outlook | undefined, open: Open, today: Day): Group {
  if (!outlook) return 'no';
  const { eligible, decision, day } = outlook;
  if (eligible === 'yes') return day === today ? 'yes' : 'later';
  // All that can be asked is answered and speaks for it; what only a registry knows is left.
  const isLikely = open.asks.length === 0 && open.missing.length > 0 && decision.outcomes.includes('yes');
  return !isLikely ? 'need' : day === today ? 'likely' : 'later';
}

/** Whether an earlier case, open or granted, stands in the way: not one from before this window. */
function holds({ pack }: Government, { candidate }: Instance, kase: EarlierCase, today: Day): boolean {
  const opening = openingOn(candidate.service, today);
  return opening.state === 'always' || dayOf(kase.openedAt, pack.timeZone) >= opening.window.from;
}

function worthOf(
  gov: Government,
  instance: Instance,
  outlook: Outlook,
): { amount: number | null; worth: number | null } {
  const amount = minorUnits(gov, outlook.amount);
  const { worth } = instance.candidate;
  if (!worth) return { amount, worth: amount };
  const scope = { ...outlook.facts, amount: toValue({ kind: 'number' }, outlook.amount) };
  const { amount: found } = trace(prepare(worth), scope, outlook.parameters);
  return { amount, worth: minorUnits(gov, found) };
}

/** What fails today, each with what would have to be otherwise. */
function unmetOf({ candidate: { service } }: Instance, { decision }: Outlook): Unmet[] {
  return service.clauses
    .filter(({ id }) => decision.because.includes(id))
    .map((clause) => ({ clause, demands: demandsOf(service, clause.tree, decision.scope) }));
}

/** The open decision, with the facts under their keys, as questions are ranked over all services at once. */
function goalOf({ candidate }: Instance, outlook: Outlook, worth: number | null, types: Finder['types']): Goal {
  const { service, rule, ruleByKey, keys } = candidate;
  const { facts, parameters, decision } = outlook;
  const goal = { id: service.id, rule: ruleByKey, parameters, types, worth: worth ?? undefined };
  if (ruleByKey === rule) return { ...goal, facts, decision };
  const byKey = Object.entries(facts).map(([name, value]) => [keys.get(name) ?? name, value]);
  return { ...goal, facts: Object.fromEntries(byKey) };
}
