import type { Day } from '../../kernel/index.ts';
import type { Government, Service } from '../../pack/index.ts';
import { type Facts, scopeOf } from '../../registry/index.ts';
import type { Scope } from '../../rules/index.ts';
import type { Finding, Group, Knowledge, KnownMatter } from './finding.ts';
import { makeFinding } from './make-finding.ts';
import { inOrder } from './order.ts';
import type { Instance } from './outlook.ts';
import { type Candidate, type Finder, finderOf } from './prepare.ts';

/**
 * Every service that a person could apply for, as it comes out on what is known. Pure: the same knowledge on the same
 * day gives the same findings, in the order in which they are shown.
 */
export function findingsOf(gov: Government, known: Knowledge, today: Day): Finding[] {
  const finder = finderOf(gov.pack);
  const facts = { ...finder.assumed, ...known.facts };
  const scope = scopeOf(gov, finder.facts.values(), facts, known.roles, today);
  const cases = known.cases.filter(({ state }) => state !== 'withdrawn' && state !== 'refused');
  const alone = finder.candidates.map((candidate) => {
    const kase = cases.find((earlier) => earlier.service === candidate.service.id && earlier.matter === null);
    const instance = instanceAlone(candidate, { ...known, facts }, scope);
    return makeFinding(gov, instance, today, { asks: finder.asks, types: finder.types, kase });
  });
  const about = known.matters.flatMap((matter) => findingsAbout(gov, finder, matter, cases, today));
  return inOrder([...alone, ...about]);
}

/** A service by itself sees, of all that is known, the facts that it names, by its own names. */
function instanceAlone(candidate: Candidate, known: Knowledge, scope: Scope): Instance {
  const own: Record<string, Scope[string]> = { ...known.roles };
  for (const [name, key] of candidate.keys) {
    if (Object.hasOwn(scope, key)) own[name] = scope[key]!;
  }
  return { candidate, scope: own, jsonOf: (name) => known.facts[candidate.keys.get(name) ?? name]?.value };
}

/**
 * The services about one record, in the order in which they are decided: one that the rules will grant counts as
 * granted for those after it, as when they are applied for together.
 */
function findingsAbout(
  gov: Government,
  finder: Finder,
  matter: KnownMatter,
  cases: Knowledge['cases'],
  today: Day,
): Finding[] {
  const { own, roles } = matter;
  const expected = new Map<string, boolean | undefined>();
  const candidates = finder.aboutRecords.get(own.matter.registry) ?? [];
  return candidates.flatMap((candidate) => {
    const { service } = candidate;
    const facts = { ...ownFacts(candidate, matter.facts), ...grantsIn(service, matter, expected) };
    const scope = scopeOf(gov, service.facts.values(), facts, roles, today);
    const instance: Instance = { candidate, scope, jsonOf: (name) => facts[name]?.value };
    const earlier = matter.granted(service.id);
    const kase = cases.find((one) => one.service === service.id && one.matter?.key === own.matter.key);
    const finding = makeFinding(gov, instance, today, { matter: own, kase, isTaken: earlier !== false });
    const mayApply = service.apply.some((role) => roles[role] === roles.applicant);
    const before = service.after.filter((id) => expected.get(id) !== false && matter.granted(id) === false);
    expected.set(service.id, earlier === false ? mayApply && EXPECTATION[finding.group] : earlier);
    return mayApply ? [{ ...finding, after: before.map((id) => gov.pack.services.get(id)!) }] : [];
  });
}

/** What is known for one service, by its own names. */
function ownFacts({ keys }: Candidate, facts: Facts): Facts {
  const known = [...keys].filter(([, key]) => Object.hasOwn(facts, key));
  return Object.fromEntries(known.map(([name, key]) => [name, facts[key]!]));
}

/** Which services count as granted: as they were, or as the rules will decide. */
function grantsIn(service: Service, matter: KnownMatter, expected: ReadonlyMap<string, boolean | undefined>): Facts {
  const grants: Record<string, Facts[string]> = {};
  for (const { name, source } of service.facts.values()) {
    if (source.kind !== 'granted') continue;
    const value = expected.has(source.service) ? expected.get(source.service) : matter.granted(source.service);
    if (value !== undefined) grants[name] = { value, origin: { kind: 'case' } };
  }
  return grants;
}

/** What those decided after a service may count on. */
const EXPECTATION: Record<Group, boolean | undefined> = {
  yes: true,
  likely: undefined,
  need: undefined,
  later: false,
  applied: true,
  no: false,
  closed: false,
};
