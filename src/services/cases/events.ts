import { all, array, type Db, run, sql, uuidv7, writeAtEnd } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import type { CaseRow } from './store.ts';

/** Who did something to a case. */
export type Actor =
  | { kind: 'resident'; person: string }
  | { kind: 'officer'; person: string; agency: string }
  | { kind: 'agency'; agency: string };

/** Everything that can happen to a case. */
export type EventKind =
  | 'received'
  | 'waiting'
  | 'review'
  | 'agreed'
  | 'declined'
  | 'asked'
  | 'answered'
  | 'approved'
  | 'refused'
  | 'paid'
  | 'withdrawn'
  | 'appealed'
  | 'appeal-answered';

/** One line of a case's timeline, and the way to its leaf in the public log. */
export interface CaseEvent {
  id: string;
  at: Date;
  kind: EventKind;
  actor: Actor;
  content: Record<string, unknown>;
  /** Its entry in the public log. */
  entry: string;
  /** What opens the commitment of that entry; null once the person is erased from the log. */
  salt: string | null;
}

/**
 * Writes one act into a case's timeline and, in the same transaction, its commitment into the public log.
 * `content` is what the log commits to: with the salt, anyone whom the owner shows both can check it.
 */
export async function recordEvent(
  tx: Db,
  gov: Government,
  kase: Pick<CaseRow, 'applicant' | 'id' | 'number' | 'agency' | 'service'>,
  kind: EventKind,
  actor: Actor,
  content: Record<string, unknown> = {},
): Promise<void> {
  const at = gov.clock.now();
  const committed = { case: kase.number, service: kase.service, kind, at: at.toISOString(), ...content };
  const { entry, salt } = await commitAct(tx, gov.logOrigin, {
    kind: `case.${kind}`,
    agency: kase.agency,
    at,
    content: committed,
  });
  const { applicant, id: caseId } = kase;
  await writeAtEnd(tx, insertEvents, {
    applicant,
    caseId,
    id: uuidv7(at),
    at,
    kind,
    actor,
    content: committed,
    entry,
    salt,
  });
}

type NewEvent = CaseEvent & { applicant: string; caseId: string };

async function insertEvents(tx: Db, events: readonly NewEvent[]): Promise<void> {
  const column = (type: string, value: (event: NewEvent) => unknown) => array(events.map(value), type);
  await run(
    tx,
    sql`insert into services.event (applicant, case_id, id, at, kind, actor, content, entry, salt)
      select * from unnest(${column('uuid', (event) => event.applicant)}, ${column('uuid', (event) => event.caseId)},
        ${column('uuid', (event) => event.id)}, ${column('timestamptz', (event) => event.at)},
        ${column('text', (event) => event.kind)}, ${column('jsonb', (event) => JSON.stringify(event.actor))},
        ${column('jsonb', (event) => JSON.stringify(event.content))}, ${column('uuid', (event) => event.entry)},
        ${column('text', (event) => event.salt)})`,
  );
}

/** A case's timeline, oldest first. */
export function eventsOf(db: Db, applicant: string, caseId: string): Promise<CaseEvent[]> {
  return all(
    db,
    sql<CaseEvent>`select id, at, kind, actor, content, entry, salt from services.event
      where applicant = ${applicant} and case_id = ${caseId} order by id`,
  );
}
