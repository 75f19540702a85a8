import { now } from '../../shared/clock.ts';
import { copiesWith } from '../issuance/copies.ts';
import { nonceOf } from '../issuance/credential.ts';
import { cardFrom, type FormOfCard } from '../issuance/display.ts';
import { type Fetch, type Json, textOf, textsOf } from '../issuance/http.ts';
import { redeem } from '../issuance/issue.ts';
import { type Configuration, type Issuer, issuerOf, serverOf } from '../issuance/metadata.ts';
import { type OfferLink, offerOf } from '../issuance/offer.ts';
import { keepPending, type MovePending, pendingOf, removePending } from '../issuance/pending.ts';
import { IssuanceError } from '../issuance/problem.ts';
import { newKeys, proofsOf } from '../issuance/proofs.ts';
import { isAway } from '../issuance/wishes.ts';
import type { HeldCard } from '../model.ts';
import { cardsOf, grantsOf, keepCards, type NewCopy, type OpenWallet } from '../store.ts';
import { type Access, accessBy, askHouse, objectsOf } from './access.ts';

/** Takes the old phone's offer. @throws IssuanceError `over` for a wrong code, too. */
export async function takeOffer(wallet: OpenWallet, fetch: Fetch, link: OfferLink, code: string): Promise<Access> {
  const offer = await offerOf(fetch, link);
  if (!offer.preAuthorized || new URL(offer.issuer).origin !== location.origin) throw new IssuanceError('no-offer');
  const issuer = await issuerOf(fetch, offer.issuer);
  const server = await serverOf(fetch, issuer, offer.authorizationServer);
  const grounds = { kind: 'pre-authorized', code: offer.preAuthorized.code, transactionCode: code } as const;
  const { client, token, grant } = await redeem(wallet, fetch, { issuer, server }, grounds);
  return { key: client.key, clientId: token.clientId, token: token.accessToken, grant: grant.id };
}

/** A card as the house lists it (`GET /wallets/held`). */
export interface ListedCard {
  card: string;
  issuer: string;
  formats: { configuration: string; identifier: string; batch: number }[];
  /** Devices that have copies of it. */
  wallets: string[];
}

/** What the person has, and on which devices. */
export interface Held {
  /** This device. */
  wallet: string;
  cards: ListedCard[];
}

/** Asks what the person has. @throws IssuanceError */
export async function heldOf(fetch: Fetch, access: Access): Promise<Held> {
  const { wallet, cards } = await askHouse(fetch, access, '/wallets/held');
  return { wallet: textOf(wallet) ?? '', cards: objectsOf(cards).map(listed) };
}

const listed = ({ card, credential_issuer, formats, wallets }: Json): ListedCard => ({
  ...{ card: String(card), issuer: String(credential_issuer), wallets: textsOf(wallets) },
  formats: objectsOf(formats).map(({ configuration, identifier, batch_size }) => ({
    ...{ configuration: String(configuration), identifier: String(identifier), batch: Number(batch_size) },
  })),
});

/** One form of a card, on its way here. */
interface Wish {
  card: string;
  issuer: Issuer;
  configuration: Configuration;
  identifier: string;
  batch: number;
  keys: readonly CryptoKeyPair[];
}

/**
 * Takes everything over: keys are made here, copies come for them, and those on all other devices are revoked, in one act of
 * the house. @throws IssuanceError
 */
export async function moveHere(wallet: OpenWallet, fetch: Fetch, access: Access, held: Held): Promise<HeldCard[]> {
  const wishes = await wishesFor(fetch, held);
  if (wishes.length === 0) return [];
  const nonce = await nonceOf(fetch, wishes[0]!.issuer);
  const cards = await Promise.all(
    wishes.map(async ({ identifier, issuer, keys }) => ({
      identifier,
      proofs: { jwt: await proofsOf(keys, { issuer: issuer.id, nonce, clientId: access.clientId }) },
    })),
  );
  // Else it would be lost with this page: the copies on the other devices are gone in the moment that it is answered.
  const forms = wishes.map(
    ({ card, issuer: { id: issuer }, configuration: { id: configuration }, identifier, batch }) => ({
      ...{ card, issuer, configuration, identifier, batch },
    }),
  );
  const id = crypto.randomUUID();
  const pending: MovePending = { kind: 'move', id, grant: access.grant, request: { cards }, forms };
  const keys = wishes.flatMap((wish) => wish.keys);
  await keepPending(wallet, pending, keys);
  return finish(wallet, fetch, access, pending, wishes);
}

/**
 * Goes on with moves whose answers were lost, as when the page was closed: the same is asked for again, and the same copies
 * come. @returns whether a card has come.
 */
export async function finishMoves(wallet: OpenWallet, fetch: Fetch): Promise<boolean> {
  let hasCome = false;
  for (const { pending, keys } of await pendingOf(wallet, 'move')) {
    try {
      const grant = (await grantsOf(wallet)).find(({ id }) => id === pending.grant);
      if (!grant) throw new IssuanceError('over');
      const access = await accessBy(wallet, fetch, grant);
      hasCome = (await finish(wallet, fetch, access, pending, await wishesIn(fetch, pending, keys))).length > 0;
    } catch (error) {
      if (!isAway(error)) await removePending(pending.id);
    }
  }
  return hasCome;
}

/** One page after the other, so that no card is kept twice. */
function finish(
  wallet: OpenWallet,
  fetch: Fetch,
  access: Access,
  pending: MovePending,
  wishes: readonly Wish[],
): Promise<HeldCard[]> {
  return navigator.locks.request(`move ${pending.id}`, async () => {
    if (!(await pendingOf(wallet, 'move')).some((one) => one.pending.id === pending.id)) return [];
    try {
      const moved = objectsOf((await movedBy(fetch, access, pending.request)).cards);
      const groups = [...Map.groupBy(wishes, ({ card }) => card).values()];
      const came = await Promise.all(groups.map((forms) => cardIn(wallet, access, forms, moved)));
      await keepCards(wallet, came, [pending.id]);
      return came.map(({ card }) => card);
    } catch (error) {
      if (!isAway(error)) await removePending(pending.id);
      throw error;
    }
  });
}

/** How long until the next try where the answer was lost, in milliseconds: the same wish gets the same copies. */
const WAITS = [1_000, 3_000, 6_000];

async function movedBy(fetch: Fetch, access: Access, wish: Json): Promise<Json> {
  for (const wait of WAITS) {
    try {
      return await askHouse(fetch, access, '/wallets/moves', wish);
    } catch (error) {
      if (!(error instanceof IssuanceError) || error.reason !== 'unreachable') throw error;
      await new Promise((next) => setTimeout(next, wait));
    }
  }
  return askHouse(fetch, access, '/wallets/moves', wish);
}

async function wishesFor(fetch: Fetch, { cards }: Held): Promise<Wish[]> {
  const issuers = new Map<string, Issuer>();
  for (const { issuer } of cards) if (!issuers.has(issuer)) issuers.set(issuer, await issuerOf(fetch, issuer));
  const wishes = cards.flatMap((listed) =>
    listed.formats.flatMap(({ configuration: id, identifier, batch }) => {
      const issuer = issuers.get(listed.issuer)!;
      const configuration = issuer.configurations.get(id);
      return configuration?.bound ? [{ card: listed.card, issuer, configuration, identifier, batch }] : [];
    }),
  );
  return Promise.all(wishes.map(async (wish) => ({ ...wish, keys: await newKeys(wish.batch) })));
}

/** What was wanted, out of what was kept of it. */
async function wishesIn(fetch: Fetch, { forms }: MovePending, keys: readonly CryptoKeyPair[]): Promise<Wish[]> {
  let at = 0;
  const wishes: Wish[] = [];
  for (const { issuer: id, configuration: wanted, ...form } of forms) {
    const issuer = await issuerOf(fetch, id);
    const configuration = issuer.configurations.get(wanted);
    if (!configuration) throw new IssuanceError('over', wanted);
    wishes.push({ ...form, issuer, configuration, keys: keys.slice(at, at + form.batch) });
    at += form.batch;
  }
  return wishes;
}

async function cardIn(
  wallet: OpenWallet,
  { grant }: Access,
  forms: readonly Wish[],
  moved: readonly Json[],
): Promise<{ card: HeldCard; copies: NewCopy[] }> {
  const copies: NewCopy[] = [];
  const made: FormOfCard[] = [];
  for (const { configuration, identifier, keys, batch } of forms) {
    const answer = moved.find((one) => one.identifier === identifier);
    const credentials = objectsOf(answer?.credentials).map(({ credential }) => String(credential));
    const own = await copiesWith(credentials, keys, configuration);
    copies.push(...own);
    made.push({ configuration, credential: own[0]!.credential, batch });
  }
  const card = cardFrom(forms[0]!.issuer, made, { id: crypto.randomUUID(), at: now(), grant });
  const here = (await cardsOf(wallet)).find((other) => isSame(card, other));
  return { card: here ? { ...card, id: here.id, addedAt: here.addedAt } : card, copies };
}

/** Whether a card that was on this device before is the same: by the same issuer, and saying the same. */
function isSame(one: HeldCard, other: HeldCard): boolean {
  const said = ({ issuer, title, claims }: HeldCard) =>
    JSON.stringify([issuer, title, claims.map(({ key, value }) => [key, value])]);
  return said(one) === said(other);
}
