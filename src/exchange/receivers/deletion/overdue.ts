import { all, type Db, first, sql } from '../../../kernel/index.ts';
import type { Consent } from '../../consents/model.ts';

/** What a receiver should have acknowledged by now. */
export interface Overdue {
  party: string;
  count: number;
  /** When the oldest was due. */
  since: Date;
}

/** Receivers that have not acknowledged in time, the oldest first. */
export function overdueDeletions(db: Db, at: Date): Promise<Overdue[]> {
  return all(
    db,
    sql<Overdue>`select party, count(*)::int as count, min(due_at) as since from exchange.deletion
      where acknowledged_at is null and due_at <= ${at} group by party order by since, party`,
  );
}

/** How the deletion of what a consent gave stands. */
export interface Deletion {
  party: string;
  consent: string;
  demandedAt: Date;
  dueAt: Date;
  acknowledgedAt: Date | null;
  /** Its entry in the public log, once it was acknowledged. */
  entry: string | null;
}

const ROW = sql`party, consent, demanded_at as "demandedAt", due_at as "dueAt", acknowledged_at as "acknowledgedAt", entry`;

/** What was demanded of the receiver of a consent; undefined while nothing was. */
export const deletionOf = (db: Db, consent: Pick<Consent, 'id' | 'party'>): Promise<Deletion | undefined> =>
  first(
    db,
    sql<Deletion>`select ${ROW} from exchange.deletion
      where party = ${consent.party} and consent = ${consent.id} and demanded_at is not null`,
  );

/** What a receiver still has to acknowledge, the most urgent first. */
export function openDeletions(db: Db, party: string, most: number): Promise<Deletion[]> {
  return all(
    db,
    sql<Deletion>`select ${ROW} from exchange.deletion
      where party = ${party} and demanded_at is not null and acknowledged_at is null
      order by due_at, consent limit ${most}`,
  );
}
