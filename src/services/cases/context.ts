import { type Day, type Db, dayOf, first, sql } from '../../kernel/index.ts';
import type { Government, Service } from '../../pack/index.ts';
import type { Reader } from '../../registry/index.ts';
import { type Facts, gatherFacts, type Roles, rolesOf } from '../../registry/index.ts';
import type { Answers } from '../journey/answers.ts';
import { serviceOf } from '../journey/plan.ts';
import { type Origins, originsOf, type Shown } from '../journey/shown.ts';
import { type DisputeRow, openDisputes } from './disputes.ts';
import { type CaseRow, grantsOf } from './store.ts';

/** What all cases of an application have in common: read once where several are decided together. */
export interface Shared {
  answers: Answers;
  /** Of those, what was shown out of a wallet. */
  shown: Origins;
  roles: Roles;
  /** Values of these people that are disputed and not settled. */
  disputes: readonly DisputeRow[];
}

/** Reads what a case shares with the others of its application. */
export async function sharedOf(tx: Db, gov: Government, kase: CaseKey): Promise<Shared> {
  const roles = await rolesOf(tx, gov, kase.applicant, kase.matter);
  return { ...(await answersOf(tx, kase)), roles, disputes: await openDisputes(tx, Object.values(roles)) };
}

type CaseKey = Pick<CaseRow, 'applicant' | 'application' | 'matter'>;

/** Everything that a decision on a case looks at. */
export interface CaseContext {
  service: Service;
  facts: Facts;
  roles: Roles;
  disputes: Shared['disputes'];
  appliedOn: Day;
}

/** Reads what a case needs, in the name of whoever looks: each reading is a disclosure of its own. */
export async function contextOf(
  tx: Db,
  gov: Government,
  kase: CaseRow,
  reader: Reader,
  shared?: Shared,
): Promise<CaseContext> {
  const service = serviceOf(gov.pack, kase.service);
  const { answers, shown, roles, disputes } = shared ?? (await sharedOf(tx, gov, kase));
  const asksForGrants = [...service.facts.values()].some(({ source }) => source.kind === 'granted');
  const granted = asksForGrants ? await grantsOf(tx, kase.matter) : () => undefined;
  const facts = await gatherFacts(tx, gov, {
    facts: [...service.facts.values()],
    roles,
    matter: kase.matter,
    answers,
    shown,
    readerOf: () => reader,
    purpose: { text: service.title, law: service.law[0] },
    granted,
    appliedOn: dayOf(kase.openedAt, gov.pack.timeZone),
  });
  return { service, facts, roles, disputes, appliedOn: dayOf(kase.openedAt, gov.pack.timeZone) };
}

/** How a service's own rules read facts: in the name of its agency. */
export const serviceReader = (service: Service): Reader => ({
  kind: 'service',
  service: service.id,
  agency: service.agency,
});

async function answersOf(db: Db, kase: CaseKey): Promise<Pick<Shared, 'answers' | 'shown'>> {
  const row = await first(
    db,
    sql<{ answers: Answers; shown: Shown }>`select answers, shown from services.application
      where applicant = ${kase.applicant} and id = ${kase.application}`,
  );
  const { answers, shown } = row ?? { answers: {}, shown: {} };
  return { answers, shown: originsOf({ answers, shown }) };
}
