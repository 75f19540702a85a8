import { randomUUID } from 'node:crypto';
import { type Db, first, json, run, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type About, credentialType, type FormatKind, grantCard, issueCopies, mayHave } from '../cards/index.ts';
import { cardRefusal } from '../cards/refusals.ts';
import { type Access, oneByOne } from './access.ts';
import { isNewDevice, tellOfDevice } from './new-device.ts';
import { deciderOf, type Permit, setCard } from './permits.ts';

/** A wallet's wish for copies. */
export interface Wish {
  permit: Permit;
  format: FormatKind;
  keys: readonly JsonWebKey[];
  /** Its name: the same wish has the same. */
  request: string;
}

/** What a wallet gets: copies, or word to come back. */
export type Outcome = { id: string; copies: string[] } | { id: string; waiting: true };

/** A wish as it was written down. */
export interface Issuance extends About {
  id: string;
  request: string;
  grant: Buffer;
  wallet: string;
  type: string;
  format: FormatKind;
  keys: JsonWebKey[];
  state: 'waiting' | 'given' | 'denied';
}

const ISSUANCE = sql`id, request, grant_id as grant, wallet, type, subject, key, format, keys, state`;

/**
 * Answers a wish: with copies, or where no register knows yet what the law asks for, with word to come back. Asked again,
 * the answer is the same, so that a wallet that did not hear it loses nothing and gets nothing twice.
 * @param useUp what a new wish uses up, such as its nonce.
 * @throws AppError as `issueCopies` does.
 */
export async function answerWish(
  tx: Db,
  gov: Government,
  access: Access,
  wish: Wish,
  useUp: () => Promise<void>,
): Promise<Outcome> {
  await oneByOne(tx, access.person, wish.request);
  const earlier = await first(
    tx,
    sql<Issuance>`select ${ISSUANCE} from credentials.issuance
      where person = ${access.person} and request = ${wish.request}`,
  );
  if (!earlier) await useUp();
  if (earlier?.state === 'waiting') return { id: earlier.id, waiting: true };
  const copies = await copiesFor(tx, gov, access, wish);
  if (earlier && copies) return { id: earlier.id, copies };
  const id = randomUUID();
  const { type, subject, key, grant } = wish.permit;
  await run(
    tx,
    sql`insert into credentials.issuance
        (person, id, request, grant_id, wallet, type, subject, key, format, keys, state, at)
      values (${access.person}, ${id}, ${wish.request}, ${grant}, ${access.wallet}, ${type}, ${subject}, ${key},
        ${wish.format}, ${json(copies ? [] : wish.keys)}, ${copies ? 'given' : 'waiting'}, ${gov.clock.now()})`,
  );
  return copies ? { id, copies } : { id, waiting: true };
}

/** The copies of a wish; undefined where it cannot be told yet whether the person may have the card. */
export async function copiesFor(
  tx: Db,
  gov: Government,
  { person, wallet }: Access,
  { permit, format, keys, request }: Wish,
): Promise<string[] | undefined> {
  const type = credentialType(gov, permit.type);
  const { subject, key } = permit;
  try {
    const id = permit.card ?? (await granted(tx, gov, permit));
    const isNew = await isNewDevice(tx, person, wallet);
    const copies = await issueCopies(tx, gov, { card: { person, id }, format, keys, wallet, request });
    if (isNew) await tellOfDevice(tx, gov, person, wallet);
    return copies;
  } catch (error) {
    if (cardRefusal(error) !== 'may-not') throw error;
    const { state } = await mayHave(tx, gov, { person, type, about: { subject, key } });
    if (state === 'need') return undefined;
    throw error;
  }
}

async function granted(tx: Db, gov: Government, permit: Permit): Promise<string> {
  const { person, type, subject, key } = permit;
  const by = deciderOf(permit, credentialType(gov, type));
  const { id } = await grantCard(tx, gov, { person, type, about: { subject, key }, by });
  await setCard(tx, permit, id);
  return id;
}

/** A wish of this device's, locked until the transaction ends. */
export const issuanceById = (tx: Db, { person, wallet }: Access, id: string): Promise<Issuance | undefined> =>
  first(
    tx,
    sql<Issuance>`select ${ISSUANCE} from credentials.issuance
      where person = ${person} and id = ${id} and wallet = ${wallet} for update`,
  );

/** How a waiting wish has ended. Its keys are forgotten. */
export async function endIssuance(
  tx: Db,
  { person }: Access,
  { id }: Issuance,
  state: 'given' | 'denied',
): Promise<void> {
  await run(
    tx,
    sql`update credentials.issuance set state = ${state}, keys = '[]' where person = ${person} and id = ${id}`,
  );
}

/** What has become of copies in the wallet (OpenID4VCI section 11.1). */
export const EVENTS = ['credential_accepted', 'credential_failure', 'credential_deleted'] as const;

/** Notes what has become of copies. @returns whether they are this device's. */
export async function noteEvent(
  tx: Db,
  { person, wallet }: Access,
  id: string,
  event: (typeof EVENTS)[number],
): Promise<boolean> {
  const noted = await run(
    tx,
    sql`update credentials.issuance set event = ${event}
      where person = ${person} and id = ${id} and wallet = ${wallet} and state = 'given'`,
  );
  return noted > 0;
}
