import { all, type Db, first, run, sql } from '../../kernel/index.ts';
import type { CredentialType } from '../../pack/index.ts';
import type { About, Decider } from '../cards/index.ts';

/** A card that a wallet may fetch under a grant. */
export interface Permit extends About {
  person: string;
  grant: Buffer;
  type: string;
  /** Once it was granted: what was revoked is not granted anew. */
  card: string | null;
  byKind: Decider['kind'];
  officer: string | null;
}

const PERMIT = sql`person, grant_id as grant, type, subject, key, card, by_kind as "byKind", officer`;

/** Lets a wallet fetch a card. */
export async function permit(tx: Db, permit: Omit<Permit, 'card'> & { card?: string }): Promise<void> {
  await run(
    tx,
    sql`insert into credentials.permit (person, grant_id, type, subject, key, card, by_kind, officer)
      values (${permit.person}, ${permit.grant}, ${permit.type}, ${permit.subject}, ${permit.key}, ${permit.card ?? null},
        ${permit.byKind}, ${permit.officer}) on conflict do nothing`,
  );
}

/** What may be fetched under a grant of a type, locked until the transaction ends. */
export const permitsOf = (tx: Db, person: string, grant: Buffer, type: string): Promise<Permit[]> =>
  all(
    tx,
    sql<Permit>`select ${PERMIT} from credentials.permit
      where person = ${person} and grant_id = ${grant} and type = ${type} order by subject, key for update`,
  );

/** Whether anything may be fetched under a grant. */
export async function isPermitted(db: Db, person: string, grant: Buffer): Promise<boolean> {
  const found = await first(
    db,
    sql`select from credentials.permit where person = ${person} and grant_id = ${grant} limit 1`,
  );
  return found !== undefined;
}

/** Writes down which card a permit has come to be of. */
export async function setCard(tx: Db, { person, grant, type, subject, key }: Permit, card: string): Promise<void> {
  await run(
    tx,
    sql`update credentials.permit set card = ${card}
      where person = ${person} and grant_id = ${grant} and type = ${type} and subject = ${subject} and key = ${key}`,
  );
}

/** Who decided on it, as cards are granted in their name. */
export function deciderOf({ byKind, officer }: Pick<Permit, 'byKind' | 'officer'>, type: CredentialType): Decider {
  if (byKind !== 'officer') return { kind: byKind };
  return { kind: 'officer', person: officer!, agency: type.agency, role: type.office };
}
