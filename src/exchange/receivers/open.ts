import { type Db, first, sql } from '../../kernel/index.ts';
import { contentOf } from './deletion/acknowledge.ts';

/** What was recorded, and what opens its leaf in the public log; null once its person is erased. */
export interface OpenedReceiverAct {
  content: Record<string, unknown>;
  salt: string | null;
}

/**
 * An act on a receiver or by one, for whom it concerns. Its keys are everybody's, and name nobody; that it has deleted
 * something is for whose data it was, who gave the consent, and whose desk the receiver is on.
 * @param kind of its leaf in the public log.
 * @param person who asks; undefined where they are not signed in.
 */
export async function openReceiverAct(
  db: Db,
  kind: string,
  { entry, person }: { entry: string; person: string | undefined },
): Promise<OpenedReceiverAct | undefined> {
  if (kind.startsWith('receiver.'))
    return first(db, sql<OpenedReceiverAct>`select content, salt from exchange.receiver_act where entry = ${entry}`);
  return kind === 'deletion.acknowledged' && person !== undefined ? openDeletion(db, { entry, person }) : undefined;
}

interface AcknowledgedRow {
  party: string;
  consent: string;
  acknowledgement: string;
  salt: string | null;
}

async function openDeletion(
  db: Db,
  { person, entry }: { person: string; entry: string },
): Promise<OpenedReceiverAct | undefined> {
  const found = await first(
    db,
    sql<AcknowledgedRow>`select d.party, d.consent, d.acknowledgement, d.salt from exchange.deletion d
      where d.entry = ${entry} and (d.person = ${person}
        or exists (select from exchange.consent c where c.id = d.consent and c.given_by = ${person})
        or exists (select from exchange.receiver r where r.party = d.party and r.owner = ${person}))`,
  );
  if (!found) return undefined;
  const { salt, ...said } = found;
  return { content: contentOf(said), salt };
}
