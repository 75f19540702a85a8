import assert from 'node:assert/strict';
import { findPeople } from '../../identity/index.ts';
import type { Day } from '../../kernel/index.ts';
import { demoRows, type Government } from '../../pack/index.ts';
import { assess, compute, type Facts, gatherFacts, type Matter, type Roles, rolesOf } from '../../registry/index.ts';
import { toValue } from '../../rules/index.ts';
import { serviceReader } from '../cases/context.ts';
import { deciderFor } from './deciding.ts';
import { NO, OPEN, type Outcomes, YES } from './figures.ts';
import { People } from './people.ts';
import { type Policy, policiesOf } from './policy.ts';
import { NO_REFORM } from './reform.ts';
import { subjectsOf } from './subjects.ts';

const CODES = { no: NO, yes: YES, need: OPEN } as const;

/** One subject of a policy as the database knows it. */
interface Real {
  roles: Roles;
  matter: Matter | null;
}

/**
 * Decides every policy for the demo's people twice: as a simulation, and as services do, from the database; each outcome
 * and each amount has to be the same. Says how many were compared.
 * @param stride looks at every so manieth person only.
 */
export async function compareWithDatabase(gov: Government, on: Day, stride: number): Promise<number> {
  let compared = 0;
  for (const policy of policiesOf(gov.pack)) {
    const outcomes = await simulated(gov, policy, on);
    const real = await realSubjects(gov, policy, on);
    assert.equal(outcomes.eligible.length, real.length, policy.service.id);
    for (let row = 0; row < real.length; row += stride) {
      await compareOne(gov, policy, on, real[row]!, outcomes, row);
      compared += 1;
    }
  }
  return compared;
}

async function simulated(gov: Government, policy: Policy, on: Day): Promise<Outcomes> {
  const people = new People(gov.pack, policy, on);
  const subjects = subjectsOf(gov.pack, policy, on);
  for (const row of demoRows(gov.pack, on)) subjects.registers.add(row);
  people.append([...subjects.all()]);
  return deciderFor({ policy, people, on, assumed: {} }).decide(NO_REFORM);
}

/** The subjects of a policy in the order of the simulation. */
async function realSubjects(gov: Government, { service }: Policy, on: Day): Promise<Real[]> {
  const registry = gov.pack.registries.get(service.about ?? gov.pack.people.registry)!;
  const all = [...demoRows(gov.pack, on)].filter((row) => row.registry === registry.id).map(({ row }) => row);
  const rows = [...Map.groupBy(all, (row) => row[registry.subject]).values()].flat();
  const people = await findPeople(gov.db, [...new Set(rows.map((row) => String(row[registry.subject])))]);
  return Promise.all(
    rows.map(async (row): Promise<Real> => {
      const subject = people.get(String(row[registry.subject]))!;
      if (!service.about) return { roles: { applicant: subject }, matter: null };
      const matter = { registry: registry.id, subject, key: registry.key ? String(row[registry.key]) : '' };
      const roles = await rolesOf(gov.db, gov, subject, matter);
      return { roles: { ...roles, applicant: roles[service.for] ?? subject }, matter };
    }),
  );
}

async function compareOne(gov: Government, policy: Policy, on: Day, real: Real, outcomes: Outcomes, row: number) {
  const { service } = policy;
  const facts = await factsOf(gov, policy, on, real);
  const decision = assess(gov, service, facts, real.roles, on);
  const where = `${service.id}, row ${row}: ${JSON.stringify(facts)}`;
  assert.equal(outcomes.eligible[row], CODES[decision.eligible], where);
  if (decision.eligible !== 'yes' || !policy.rule.amount) return;
  const worth = service.worth && policy.measure !== 'lent' ? service.worth : service.rule.amount!;
  const amount = service.rule.amount && compute(gov, service, service.rule.amount, facts, real.roles, on);
  const expected = compute(gov, service, worth, facts, real.roles, on, {
    amount: toValue({ kind: 'number' }, amount),
  });
  const found = outcomes.amount[row]!;
  if (expected === null) assert.ok(Number.isNaN(found), where);
  else assert.ok(Math.abs(found - Number(expected)) <= 1e-6 * Math.abs(found), `${where}: ${found}, not ${expected}`);
}

/** What a journey would gather before anything is asked or granted. */
const factsOf = ({ pack, ...gov }: Government, { service }: Policy, on: Day, { roles, matter }: Real): Promise<Facts> =>
  gatherFacts(
    gov.db,
    { pack, ...gov },
    {
      // What nobody has been asked is not known here; in a journey, what may be left out is null once it was.
      facts: [...service.facts.values()].filter(({ source }) => source.kind !== 'asked'),
      roles,
      matter,
      answers: {},
      readerOf: (_, person) => (person === roles.applicant ? { kind: 'self', person } : serviceReader(service)),
      purpose: { text: service.title },
      granted: () => undefined,
      appliedOn: on,
    },
  );
