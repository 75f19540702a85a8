import { AppError, type Db, first, json, sql, uuidv7 } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Facts } from '../../registry/index.ts';
import { patchRecord } from '../../registry/index.ts';
import { tellCorrection } from '../texts.ts';
import { boundedText } from './bounded-text.ts';
import { deadlineFrom, today } from './deadline.ts';
import { decideLater } from './retry.ts';
import { openTask } from './tasks.ts';

/** Longest claim of what is right, in characters. */
export const LONGEST_CLAIM = 1_000;

/** How long an agency may take to settle a disputed value. */
const SETTLE_WITHIN = { days: 10, working: true };

/** A value that its owner says is wrong. */
export interface DisputeRow {
  person: string;
  id: string;
  /** The application in which it was seen; null where it was disputed outside of any. */
  application: string | null;
  registry: string;
  field: string;
  subject: string;
  key: string;
  held: unknown;
  claimed: string;
  openedAt: Date;
  settledAt: Date | null;
  upheld: boolean | null;
}

const COLUMNS = sql`person, id, application, registry, field, subject, key, held, claimed, opened_at as "openedAt", settled_at as "settledAt", upheld`;

/** A value of a registry: a field of a record, and what it says. */
export interface HeldValue {
  registry: string;
  field: string;
  subject: string;
  key: string;
  value: unknown;
}

/** Disputes a fact of a journey. Everything that does not use it goes on. @throws AppError as `disputeValue` does. */
export async function disputeFact(
  tx: Db,
  gov: Government,
  { facts, fact, ...dispute }: { person: string; application: string; facts: Facts; fact: string; claimed: string },
): Promise<void> {
  const known = facts[fact];
  if (known?.origin.kind !== 'registry' || known.origin.key === null) {
    throw new AppError('invalid', 'Only a value that comes from a registry can be disputed.');
  }
  const { registry, field, subject, key } = known.origin;
  await disputeValue(tx, gov, { ...dispute, held: { registry, field, subject, key, value: known.value } });
}

/**
 * Opens a task at the agency that keeps a value.
 * @throws AppError `invalid` for a claim that is empty or too long.
 */
export async function disputeValue(
  tx: Db,
  gov: Government,
  {
    person,
    application = null,
    held,
    claimed,
  }: { person: string; application?: string | null; held: HeldValue; claimed: string },
): Promise<void> {
  const { registry, field, subject, key, value } = held;
  const at = gov.clock.now();
  const id = uuidv7(at);
  await sql`insert into services.dispute (person, id, application, registry, field, subject, key, held, claimed, opened_at)
    values (${person}, ${id}, ${application}, ${registry}, ${field}, ${subject}, ${key}, ${json(value)}, ${boundedText(claimed, LONGEST_CLAIM)}, ${at})`.execute(
    tx,
  );
  const keeper = gov.pack.registries.get(registry)!;
  await openTask(tx, gov, {
    agency: keeper.agency,
    kind: 'correct',
    role: keeper.keeper,
    applicant: person,
    people: [subject],
    dispute: id,
    dueOn: deadlineFrom(gov, today(gov), SETTLE_WITHIN),
  });
}

/** The values of these people that are disputed and not settled yet. */
export async function openDisputes(db: Db, people: readonly string[]): Promise<DisputeRow[]> {
  const { rows } = await sql<DisputeRow>`select ${COLUMNS} from services.dispute
    where subject = any(${people as string[]}::uuid[]) and settled_at is null`.execute(db);
  return rows;
}

/** Whether a value that a case uses is among those disputed. */
export function usesDisputed({ facts, disputes }: { facts: Facts; disputes: readonly DisputeRow[] }): boolean {
  const origins = Object.values(facts).flatMap(({ origin }) => (origin.kind === 'registry' ? [origin] : []));
  return disputes.some(({ registry, field, subject, key }) =>
    origins.some(
      (origin) =>
        origin.registry === registry && origin.field === field && origin.subject === subject && origin.key === key,
    ),
  );
}

/** @throws AppError `not-found`. */
export async function disputeById(db: Db, person: string, id: string): Promise<DisputeRow> {
  const row = await first(
    db,
    sql<DisputeRow>`select ${COLUMNS} from services.dispute where person = ${person} and id = ${id}`,
  );
  if (!row) throw new AppError('not-found', 'There is no such dispute.');
  return row;
}

/** Disputes by id, for a list of tasks. */
export async function disputesByIds(db: Db, ids: readonly string[]): Promise<Map<string, DisputeRow>> {
  const { rows } =
    await sql<DisputeRow>`select ${COLUMNS} from services.dispute where id = any(${ids as string[]}::uuid[])`.execute(
      db,
    );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The open disputes of an application, to show beside the values. */
export async function disputesOf(db: Db, person: string, application: string): Promise<DisputeRow[]> {
  const { rows } = await sql<DisputeRow>`select ${COLUMNS} from services.dispute
    where person = ${person} and application = ${application} order by id`.execute(db);
  return rows;
}

/**
 * The keeper's answer. Upheld, the registry is corrected (the old value stays in its history); either way the person
 * is told and the cases that waited are tried again.
 */
export async function settleDispute(
  tx: Db,
  gov: Government,
  dispute: DisputeRow,
  answer: { upheld: boolean; value: unknown; reason: string; officer: { person: string; agency: string } },
): Promise<void> {
  const at = gov.clock.now();
  if (dispute.settledAt) throw new AppError('conflict', 'This dispute is settled already.');
  if (answer.upheld) {
    const { registry, subject, key, field } = dispute;
    await patchRecord(tx, gov, { registry, subject, key, set: { [field]: answer.value }, source: 'correction', at });
  }
  const { entry, salt } = await commitAct(tx, gov.logOrigin, {
    kind: 'registry.dispute-settled',
    agency: answer.officer.agency,
    at,
    content: { dispute: dispute.id, upheld: answer.upheld },
  });
  await sql`update services.dispute set settled_at = ${at}, upheld = ${answer.upheld}, entry = ${entry}, salt = ${salt}
    where person = ${dispute.person} and id = ${dispute.id}`.execute(tx);
  await tellCorrection(tx, gov, dispute, answer);
  const { rows } = await sql<{ id: string }>`select id from services.case
    where applicant = ${dispute.person} and state = 'waiting' and waits_for = 'correction'`.execute(tx);
  for (const { id } of rows) await decideLater(tx, dispute.person, id);
}
