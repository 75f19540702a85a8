import { type Db, sha256, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { wasHandedOut } from '../cards/handing-out.ts';
import { type Card, cardsOf, copiesOf, moveCards } from '../cards/index.ts';
import { issOf } from '../issuers/index.ts';
import { type Access, accessOf, demandScope, oneByOne } from './access.ts';
import { type Configuration, configurationsOf, MOVE_SCOPE } from './configurations.ts';
import { isNewDevice, tellOfDevice } from './new-device.ts';
import { useNonce } from './nonces.ts';
import { offerMove } from './offers.ts';
import { permit } from './permits.ts';
import { IssuingError } from './problems.ts';
import { checkProofs, proofsIn } from './proofs.ts';
import { endTokens } from './tokens.ts';

/*
 * A new device takes over what the old one holds. OpenID4VCI knows no such thing: this is between wallets and this
 * installation, by the same tokens and proofs.
 */

/** A card that can be moved. */
export interface HeldCard {
  card: string;
  state: Card['state'];
  credential_issuer: string;
  /** In which configurations copies of it may be fetched, and how many at once. */
  formats: { configuration: string; identifier: string; batch_size: number }[];
  /** The devices that have copies in force. */
  wallets: string[];
}

/** Which device has a token: none where its tokens have ended. */
export async function hereEndpoint(gov: Government, request: Request): Promise<Response> {
  const { wallet } = await accessOf(gov.db, gov, request);
  return Response.json({ wallet }, { headers: { 'cache-control': 'no-store' } });
}

/** What the person of a token holds. */
export async function heldEndpoint(gov: Government, request: Request): Promise<Response> {
  const access = await accessOf(gov.db, gov, request);
  demandScope(access, MOVE_SCOPE);
  const cards = (await cardsOf(gov.db, access.person)).filter(({ state }) => state !== 'revoked');
  const held = await Promise.all(cards.map((card) => heldCard(gov, card)));
  return Response.json({ wallet: access.wallet, cards: held }, { headers: { 'cache-control': 'no-store' } });
}

async function heldCard(gov: Government, card: Card): Promise<HeldCard> {
  const at = gov.clock.now();
  const copies = await copiesOf(gov.db, card);
  const inForce = copies.filter(({ revokedAt, expiresAt }) => !revokedAt && expiresAt > at);
  return {
    card: card.id,
    state: card.state,
    credential_issuer: issOf(gov, card.agency),
    formats: configurationsFor(gov, card).map(({ id, type }) => ({
      configuration: id,
      identifier: `${card.id}.${id}`,
      batch_size: type.copies,
    })),
    wallets: [...new Set(inForce.map(({ wallet }) => wallet))],
  };
}

const configurationsFor = (gov: Government, card: Card): Configuration[] =>
  configurationsOf(gov, card.agency).filter(({ type }) => type.id === card.type);

/** What a new device wants of each card: copies for its keys. */
export interface MoveRequest {
  /** The device that is left; all others unless stated. */
  from?: string;
  cards: readonly { identifier: string; proofs: { jwt: readonly string[] } }[];
}

/** Moves cards to the device that asks, in one act: its copies go out, and those of the device that is left are revoked. */
export async function moveEndpoint(gov: Government, request: Request, body: MoveRequest): Promise<Response> {
  const access = await accessOf(gov.db, gov, request);
  demandScope(access, MOVE_SCOPE);
  const held = new Map((await cardsOf(gov.db, access.person)).map((card) => [card.id, card]));
  const wishes = body.cards.map(({ identifier, proofs }) => ({ ...named(gov, held, identifier), identifier, proofs }));
  const proven = wishes.map(({ card, configuration: { type }, proofs }) =>
    checkProofs(proofsIn({ proofs }, type.copies), { audience: issOf(gov, card.agency), client: access.client }),
  );
  const name = `move ${sha256(JSON.stringify([access.grant.toString('base64url'), body])).toString('base64url')}`;
  const cards = wishes.map(({ card, configuration: { format } }, nth) => ({
    ...{ card: card.id, format, keys: proven[nth]!.keys },
  }));
  const moved = await transaction(gov.db, async (tx) => {
    const { person, wallet: to } = access;
    const { from } = body;
    await oneByOne(tx, person, name);
    // The same request sent again has used its nonces by itself.
    if (!(await wasHandedOut(tx, person, name))) {
      for (const nonce of new Set(proven.map(({ nonce }) => nonce))) await useNonce(tx, gov, nonce);
      await settleDevices(tx, access, [...held.values()], from);
    }
    const isNew = await isNewDevice(tx, person, to);
    const copies = await moveCards(tx, gov, { person, to, ...(from && { from }), cards, request: name });
    if (isNew) await tellOfDevice(tx, gov, person, to);
    return copies;
  });
  // As they were asked for: what moves is put in another order.
  const answers = wishes.map(({ identifier, card, configuration: { format } }) => ({
    identifier,
    credentials: moved
      .find((one) => one.card === card.id && one.format === format)!
      .copies.map((credential) => ({ credential })),
  }));
  return Response.json({ cards: answers }, { headers: { 'cache-control': 'no-store' } });
}

function named(gov: Government, held: Map<string, Card>, identifier: string) {
  const [id, ...rest] = identifier.split('.');
  const card = held.get(id!);
  const configuration = card && configurationsFor(gov, card).find((one) => one.id === rest.join('.'));
  if (!card || !configuration)
    throw new IssuingError('unknown_credential_identifier', 'There is no such card of this person.');
  return { card, configuration };
}

/** The device that is left fetches nothing any more, and the new one may fetch more copies later. */
async function settleDevices(tx: Db, access: Access, cards: readonly Card[], from?: string): Promise<void> {
  const { person, grant, wallet } = access;
  await endTokens(tx, { person, ...(from ? { wallet: from } : { but: wallet }) });
  for (const { id: card, type, subject, key, state } of cards)
    if (state !== 'revoked')
      await permit(tx, { person, grant, type, subject, key, card, byKind: 'holder', officer: null });
}

/** Offers the cards of a token's person to another device of theirs: the QR code that the old phone shows. */
export async function moveOfferEndpoint(gov: Government, request: Request): Promise<Response> {
  const access = await accessOf(gov.db, gov, request);
  if (!access.bound) throw new IssuingError('insufficient_scope', 'This takes a token that is bound to a key.', 403);
  const [newest] = (await cardsOf(gov.db, access.person)).filter(({ state }) => state !== 'revoked');
  if (!newest) throw new IssuingError('credential_request_denied', 'There is no card to move.');
  const { uri, link, code, expiresAt } = await transaction(gov.db, (tx) =>
    offerMove(tx, gov, access.person, newest.agency),
  );
  return Response.json(
    { uri, link, tx_code: code, expires_at: expiresAt.toISOString() },
    { headers: { 'cache-control': 'no-store' } },
  );
}
