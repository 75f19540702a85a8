import { all, array, type Db, first, sql } from '../../kernel/index.ts';

/** What can be frozen: a person's money of a programme, or a shop, which then takes nothing of any programme. */
export type FreezeKind = 'wallet' | 'shop';

/** A freeze, proposed, in force or over. */
export interface Freeze {
  id: string;
  kind: FreezeKind;
  /** A person or a shop. */
  subject: string;
  programme: string;
  reason: string;
  suspicion: string | null;
  proposedBy: string;
  proposedAt: Date;
  confirmedBy: string | null;
  confirmedAt: Date | null;
  declined: boolean;
  objection: string | null;
  objectedAt: Date | null;
  answeredAt: Date | null;
  endedBy: string | null;
  endedAt: Date | null;
}

const COLUMNS = sql`id, kind, subject, programme, reason, suspicion, proposed_by as "proposedBy",
  proposed_at as "proposedAt", confirmed_by as "confirmedBy", confirmed_at as "confirmedAt", declined, objection,
  objected_at as "objectedAt", answered_at as "answeredAt", ended_by as "endedBy", ended_at as "endedAt"`;

const IN_FORCE = sql`confirmed_at is not null and ended_at is null`;

/** Whether money may not move out of a person's wallets of a programme, or out of a shop. Both officers must have agreed. */
export async function isFrozen(db: Db, kind: FreezeKind, subject: string, programme: string): Promise<boolean> {
  const row = await first(
    db,
    sql`select from programmes.freeze where kind = ${kind} and subject = ${subject}
      and (programme = ${programme} or kind = 'shop') and ${IN_FORCE} limit 1`,
  );
  return row !== undefined;
}

/** Which of many wallets (a person and a programme) and shops are frozen: for a batch of payments, in one statement. */
export async function frozenAmong(
  db: Db,
  asked: { wallets: readonly { person: string; programme: string }[]; shops: readonly string[] },
): Promise<{ isWallet(person: string, programme: string): boolean; isShop(shop: string): boolean }> {
  const { wallets, shops } = asked;
  const subjects = [...new Set([...wallets.map(({ person }) => person), ...shops])];
  const rows = await all(
    db,
    sql<Pick<Freeze, 'kind' | 'subject' | 'programme'>>`select kind, subject, programme from programmes.freeze
      where subject = any(${array(subjects, 'uuid')}) and ${IN_FORCE}`,
  );
  const frozen = new Set(
    rows.map(({ kind, subject, programme }) =>
      kind === 'shop' ? `shop ${subject}` : `wallet ${subject} ${programme}`,
    ),
  );
  return {
    isWallet: (person, programme) => frozen.has(`wallet ${person} ${programme}`),
    isShop: (shop) => frozen.has(`shop ${shop}`),
  };
}

/** The freezes of a programme that wait or hold, or that are over, newest first. */
export function freezesOf(db: Db, programme: string, { over, limit }: { over: boolean; limit: number }) {
  return all(
    db,
    sql<Freeze>`select ${COLUMNS} from programmes.freeze
      where programme = ${programme} and (ended_at is not null) = ${over} order by id desc limit ${limit}`,
  );
}

/** Those that came from one case. */
export function freezesOfSuspicion(db: Db, programme: string, suspicion: string): Promise<Freeze[]> {
  return all(
    db,
    sql<Freeze>`select ${COLUMNS} from programmes.freeze
      where programme = ${programme} and suspicion = ${suspicion} order by id`,
  );
}

/** One freeze, by its id; locked where it is about to change. */
export function freezeById(db: Db, id: string, { lock = false } = {}): Promise<Freeze | undefined> {
  return first(
    db,
    sql<Freeze>`select ${COLUMNS} from programmes.freeze where id = ${id} ${lock ? sql`for update` : sql``}`,
  );
}

/** The freezes that a person is told of: of their own wallets, and of the shops that they own. Newest first. */
export function freezesOfPerson(db: Db, person: string): Promise<Freeze[]> {
  return all(
    db,
    sql<Freeze>`select ${COLUMNS} from programmes.freeze
      where (kind = 'wallet' and subject = ${person} or kind = 'shop' and subject in (
        select id from programmes.shop where owner = ${person})) and confirmed_at is not null
      order by id desc limit 50`,
  );
}

/** Whom a freeze is about: the person, or the owner of the shop and everybody at its till. */
export async function peopleOfSubject(db: Db, kind: FreezeKind, subject: string): Promise<string[]> {
  if (kind === 'wallet') return [subject];
  const rows = await all(
    db,
    sql<{ person: string }>`select owner as person from programmes.shop where id = ${subject}
      union select person from programmes.clerk where shop = ${subject}`,
  );
  return rows.map(({ person }) => person);
}
