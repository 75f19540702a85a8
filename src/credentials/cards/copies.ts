import { keyThumbprint } from '../../formats/index.ts';
import { all, array, type Db, first, run, sql, uuidv7 } from '../../kernel/index.ts';
import type { ClaimValue, CredentialType, Government } from '../../pack/index.ts';
import { issuerOf } from '../issuers/index.ts';
import { vctAt } from '../issuers/names.ts';
import { sha256Of } from '../primitives.ts';
import { type StatusPlace, setStatuses, statusUri, takeIndices } from '../status/index.ts';
import { askedOf, handedOut, keepHandedOut } from './handing-out.ts';
import { type Maker, makeCompacts, makeMdocs, makeSdJwts } from './making.ts';
import { credentialType, mayHave } from './may-have.ts';
import { type Card, type CardId, DAY_MS, endOfLife, type FormatKind, PAPER_WALLET, startOfUtcDay } from './model.ts';
import { refused } from './refusals.ts';
import { lockCard, recordCardAct } from './store.ts';

/** Copies that somebody wants for a device. */
export interface CopiesRequest {
  card: CardId;
  format: FormatKind;
  /** Public keys of the device, one for each copy. Whoever asks has seen proofs that it holds them. */
  keys: readonly JsonWebKey[];
  /** The device, by an id that it has chosen for itself. */
  wallet: string;
  /** Its own name for this wish: asked again, the same copies are given out. */
  request: string;
}

/** One copy as it was given out, without what it says. */
export interface Copy extends StatusPlace {
  person: string;
  card: string;
  id: string;
  wallet: string;
  format: FormatKind | 'paper';
  issuedAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
}

const MAKERS: Readonly<Record<FormatKind, Maker>> = {
  'dc+sd-jwt': makeSdJwts,
  mso_mdoc: makeMdocs,
  compact: makeCompacts,
};

/** So many batches of a card are given out in a day: enough for any wallet, too few to use up the lists. */
const BATCHES_A_DAY = 50;

/**
 * Gives out copies of a card, each with its own key and status: an act of the public log. An SD-JWT VC as its text, an mdoc
 * in base64url. What they say is read from the registers now; whoever may no longer have the card gets none.
 * @throws AppError for a card that is not valid, another format, keys that are not as they should be, or a name that
 * stands for another wish.
 */
export async function issueCopies(tx: Db, gov: Government, request: CopiesRequest): Promise<string[]> {
  const card = await lockCard(tx, request.card);
  // The card by its name: how it stands may differ from one asking to the next.
  const asked = askedOf({ ...request, card: card.id });
  const earlier = await handedOut(tx, gov, card.person, request.request, asked);
  if (earlier) return earlier;
  const { made, count } = await makeCopies(tx, gov, card, request);
  await recordCardAct(tx, gov, card, {
    kind: 'issued',
    by: { kind: 'holder' },
    details: { format: request.format, count },
  });
  await keepHandedOut(tx, gov, card.person, request.request, made);
  return made;
}

/**
 * Makes copies of a card that the caller has locked, and writes down where their statuses stand.
 * @param moves they take the place of others: those of a card that is suspended are suspended, too.
 */
export async function makeCopies(
  tx: Db,
  gov: Government,
  card: Card,
  { format, keys, wallet, moves = false }: Pick<CopiesRequest, 'format' | 'keys' | 'wallet'> & { moves?: boolean },
): Promise<{ made: string[]; count: number }> {
  const type = credentialType(gov, card.type);
  checkKeys(type, keys);
  const { made } = await make(tx, gov, card, { type, format, kept: format, keys, wallet, moves });
  return { made, count: keys.length };
}

/** One copy for paper: bound to no key, and of no device. The caller has locked the card. */
export async function makePaper(
  tx: Db,
  gov: Government,
  card: Card,
): Promise<{ copy: string; until: Date; claims: readonly ClaimValue[] }> {
  const type = credentialType(gov, card.type);
  const wanted = { type, format: 'compact', kept: 'paper', keys: [undefined], wallet: PAPER_WALLET } as const;
  const { made, until, claims } = await make(tx, gov, card, wanted);
  return { copy: made[0]!, until, claims };
}

interface ToMake {
  type: CredentialType;
  format: FormatKind;
  /** As what they are written down. */
  kept: Copy['format'];
  keys: readonly (JsonWebKey | undefined)[];
  wallet: string;
  moves?: boolean;
}

async function make(
  tx: Db,
  gov: Government,
  card: Card,
  { type, format, kept, keys, wallet, moves }: ToMake,
): Promise<{ made: string[]; until: Date; claims: readonly ClaimValue[] }> {
  const at = gov.clock.now();
  const isOpen = card.state === 'valid' || (moves && card.state === 'suspended');
  if (!isOpen || card.endsAt <= at) throw refused('not-valid');
  if (!type.formats.some(({ kind }) => kind === format)) throw refused('no-format');
  await checkCount(tx, gov, card, type);
  const { state, claims } = await mayHave(tx, gov, { person: card.person, type, about: card });
  if (state !== 'yes') throw refused('may-not');
  const until = new Date(Math.min(card.endsAt.getTime(), endOfLife(at, type).getTime()));
  // By this transaction: one that waits for another connection may wait for ever.
  const issuer = await issuerOf({ ...gov, db: tx }, card.agency, at);
  const places = await takeIndices(tx, gov, card.agency, keys.length);
  const copies = keys.map((key, nth) => {
    const place = places[nth]!;
    return { key, place, uri: statusUri(gov, card.agency, place.list) };
  });
  const batch = { type, claims, issuer, vct: vctAt(gov, type.id), from: startOfUtcDay(at), until };
  const made = MAKERS[format](batch, copies);
  await insertCopies(tx, card, { places, keys, format: kept, wallet, at, until });
  if (card.state === 'suspended') await setStatuses(tx, gov, card.agency, places, 'suspended');
  return { made, until, claims };
}

function checkKeys({ copies }: CredentialType, keys: readonly JsonWebKey[]): void {
  const different = new Set(keys.map(({ kty, crv, x, y }) => JSON.stringify([kty, crv, x, y])));
  if (keys.length === 0 || keys.length > copies || different.size < keys.length) throw refused('wrong-keys');
}

async function checkCount(
  tx: Db,
  { clock }: Government,
  { person, id }: Card,
  { copies }: CredentialType,
): Promise<void> {
  const since = new Date(clock.now().getTime() - DAY_MS);
  const given = await first(
    tx,
    sql<{ count: number }>`select count(*)::integer as count from credentials.copy
      where person = ${person} and card = ${id} and issued_at > ${since}`,
  );
  if (given!.count >= BATCHES_A_DAY * copies) throw refused('too-many');
}

interface Batched {
  places: readonly StatusPlace[];
  /** One for each place. */
  keys: ToMake['keys'];
  format: Copy['format'];
  wallet: string;
  at: Date;
  until: Date;
}

async function insertCopies(tx: Db, card: Card, { places, keys, format, wallet, at, until }: Batched): Promise<void> {
  const column = (name: keyof StatusPlace) =>
    array(
      places.map((place) => place[name]),
      'int',
    );
  const ids = array(
    places.map(() => uuidv7(at)),
    'uuid',
  );
  const holders = array(
    keys.map((key) => (key ? keyThumbprint(key, sha256Of) : null)),
    'text',
  );
  await run(
    tx,
    sql`insert into credentials.copy (person, card, id, wallet, format, agency, list, index, holder_key, issued_at, expires_at)
      select ${card.person}, ${card.id}, id, ${wallet}, ${format}, ${card.agency}, list, index, holder, ${at}, ${until}
      from unnest(${ids}, ${column('list')}, ${column('index')}, ${holders}) as given (id, list, index, holder)`,
  );
}

const COPY = sql`person, card, id, wallet, format, list, index, issued_at as "issuedAt", expires_at as "expiresAt",
  revoked_at as "revokedAt"`;

/** The copies of a card, oldest first. */
export const copiesOf = (db: Db, { person, id }: CardId): Promise<Copy[]> =>
  all(db, sql<Copy>`select ${COPY} from credentials.copy where person = ${person} and card = ${id} order by id`);

/**
 * Sets the status of what is out of a card: of copies that have not expired, and were not revoked by themselves.
 * @param only those on one device, or on all but one, which leaves out paper: that is on none.
 */
export async function setCopies(
  tx: Db,
  gov: Government,
  card: Card,
  status: 'valid' | 'suspended' | 'invalid',
  only?: { from?: string | undefined; but?: string | undefined },
): Promise<number> {
  const at = gov.clock.now();
  const revokedAt = status === 'invalid' ? sql`${at}` : sql`null`;
  const places = await all(
    tx,
    sql<StatusPlace>`update credentials.copy set revoked_at = ${revokedAt}
      where person = ${card.person} and card = ${card.id} and revoked_at is null and expires_at > ${at}
        and (${only?.from ?? null}::uuid is null or wallet = ${only?.from ?? null}::uuid)
        and (${only?.but ?? null}::uuid is null or wallet not in (${only?.but ?? null}::uuid, ${PAPER_WALLET}::uuid))
      returning list, index`,
  );
  await setStatuses(tx, gov, card.agency, places, status);
  return places.length;
}
