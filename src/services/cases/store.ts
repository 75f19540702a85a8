import { AppError, all, array, type Day, type Db, first, json, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Assessment, Facts, Matter } from '../../registry/index.ts';
import { assertTransition, type CaseState } from '../states.ts';

/** What was decided, with everything needed to say why. */
export interface Decision extends Assessment {
  /** Set when an officer decided: who, and their reason in their own words. */
  officer?: { person: string; reason: string; law?: string };
  /** What the decision did, one entry an effect. */
  effects?: readonly Record<string, unknown>[];
}

/** One agency's part of an application. */
export interface CaseRow {
  applicant: string;
  id: string;
  application: string;
  /** Its place among the application's cases, in the order of the plan. */
  place: number;
  number: string;
  service: string;
  agency: string;
  matter: Matter | null;
  state: CaseState;
  /** `agreement`, `correction`, or the id of the service that has to be decided first. */
  waitsFor: string | null;
  facts: Facts | null;
  decision: Decision | null;
  openedAt: Date;
  dueOn: Day | null;
  decidedAt: Date | null;
  appealUntil: Day | null;
}

const COLUMNS = sql`applicant, id, application, place, number, service, agency, matter, state, waits_for as "waitsFor", facts, decision,
  opened_at as "openedAt", due_on as "dueOn", decided_at as "decidedAt", appeal_until as "appealUntil"`;

/** A person's cases, newest first. */
export function casesOf(db: Db, applicant: string): Promise<CaseRow[]> {
  return all(
    db,
    sql<CaseRow>`select ${COLUMNS} from services.case where applicant = ${applicant} order by opened_at desc, application desc, place`,
  );
}

/** The cases of one application, in the order of the plan. */
export function casesOfApplication(db: Db, applicant: string, application: string): Promise<CaseRow[]> {
  return all(
    db,
    sql<CaseRow>`select ${COLUMNS} from services.case where applicant = ${applicant} and application = ${application} order by place`,
  );
}

/** Cases by id, for a list of tasks. */
export async function casesByIds(db: Db, ids: readonly string[]): Promise<Map<string, CaseRow>> {
  const rows = await all(
    db,
    sql<CaseRow>`select ${COLUMNS} from services.case where id = any(${ids as string[]}::uuid[])`,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** @throws AppError `not-found`. */
export async function caseById(db: Db, applicant: string, id: string): Promise<CaseRow> {
  return found(
    await first(db, sql<CaseRow>`select ${COLUMNS} from services.case where applicant = ${applicant} and id = ${id}`),
  );
}

/** The case, locked until the transaction ends: whoever changes a case holds it. */
export async function lockCase(tx: Db, applicant: string, id: string): Promise<CaseRow> {
  return found(
    await first(
      tx,
      sql<CaseRow>`select ${COLUMNS} from services.case where applicant = ${applicant} and id = ${id} for update`,
    ),
  );
}

function found(row: CaseRow | undefined): CaseRow {
  if (!row) throw new AppError('not-found', 'There is no such case.');
  return row;
}

/** Writes new cases, with the versions of the service and the pack under which they are decided. */
export async function insertCases(tx: Db, gov: Government, cases: readonly CaseRow[]): Promise<void> {
  const column = (type: string, value: (row: CaseRow) => unknown) => array(cases.map(value), type);
  await sql`insert into services.case (applicant, id, application, place, number, service, service_version, pack_version,
      agency, matter, state, opened_at)
    select * from unnest(${column('uuid', (row) => row.applicant)}, ${column('uuid', (row) => row.id)},
      ${column('uuid', (row) => row.application)}, ${column('smallint', (row) => row.place)},
      ${column('text', (row) => row.number)}, ${column('text', (row) => row.service)},
      ${column('text', (row) => gov.pack.services.get(row.service)!.version)}, ${column('text', () => gov.pack.version)},
      ${column('text', (row) => row.agency)}, ${column('jsonb', (row) => row.matter && JSON.stringify(row.matter))},
      ${column('text', (row) => row.state)}, ${column('timestamptz', (row) => row.openedAt)})`.execute(tx);
}

/** Moves a case on. @throws AppError `conflict` when its state does not allow that. */
export async function moveCase(
  tx: Db,
  kase: CaseRow,
  to: CaseState,
  change: Partial<Pick<CaseRow, 'waitsFor' | 'facts' | 'decision' | 'dueOn' | 'decidedAt' | 'appealUntil'>> = {},
): Promise<CaseRow> {
  if (kase.state !== to) assertTransition(kase.state, to);
  const next: CaseRow = { ...kase, ...change, state: to, waitsFor: change.waitsFor ?? null };
  await sql`update services.case set state = ${to}, waits_for = ${next.waitsFor},
    facts = ${next.facts && json(next.facts)}, decision = ${next.decision && json(next.decision)}, due_on = ${next.dueOn},
    decided_at = ${next.decidedAt}, appeal_until = ${next.appealUntil}
    where applicant = ${kase.applicant} and id = ${kase.id}`.execute(tx);
  return next;
}

/** Whether a service was granted for a matter by any applicant; undefined while such a case is undecided. */
export async function grantsOf(db: Db, matter: Matter | null): Promise<(service: string) => boolean | undefined> {
  if (!matter) return () => false;
  const rows = await all(
    db,
    sql<{ service: string; state: CaseState }>`select service, state from services.case
      where matter ->> 'registry' = ${matter.registry} and matter ->> 'subject' = ${matter.subject}
        and matter ->> 'key' = ${matter.key} and state <> 'withdrawn'`,
  );
  return (service) => {
    const states = rows.filter((row) => row.service === service).map((row) => row.state);
    if (states.includes('approved')) return true;
    return states.length === 0 || states.every((state) => state === 'refused') ? false : undefined;
  };
}
