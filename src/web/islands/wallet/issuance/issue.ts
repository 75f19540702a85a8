import type { Grant, HeldCard } from '../model.ts';
import { bindingKey, grantsOf, keepGrant, type OpenWallet } from '../store.ts';
import { type Answered, answeredBy } from './answered.ts';
import { type Asking, askForCopies } from './credential.ts';
import { isSameCard } from './display.ts';
import type { Fetch } from './http.ts';
import type { AuthorizationServer, Configuration, Issuer } from './metadata.ts';
import { IssuanceError } from './problem.ts';
import { newKeys } from './proofs.ts';
import { type Client, type Grounds, type Token, tokenFor } from './token.ts';
import { fulfil, keepWishes } from './wishes.ts';

/** What is asked of an issuer, and by what it may be asked. */
export interface Order {
  issuer: Issuer;
  server: AuthorizationServer;
  configurations: readonly Configuration[];
}

/** What came of an order: nothing yet of what its issuer decides later. */
export interface Delivered {
  cards: readonly HeldCard[];
}

/** As whom this page asks: by its own address, at which it is returned to, too. */
export const clientOf = async (wallet: OpenWallet, server: string): Promise<Client> => ({
  id: walletAddress(),
  key: await bindingKey(wallet, server),
});

/** The wallet's own address, without language or fragment. */
export const walletAddress = (): string => location.origin + location.pathname;

/** What an offer's configurations are here; those in formats that are not held are left out. Throws `no-format`. */
export function configurationsOf(issuer: Issuer, ids: readonly string[]): Configuration[] {
  const known = ids.flatMap((id) => issuer.configurations.get(id) ?? []).filter(({ bound }) => bound);
  if (known.length === 0) throw new IssuanceError('no-format', issuer.id);
  return known;
}

/**
 * Turns grounds into a token, and keeps what can be fetched by it later. @param before the grant that is refreshed, in whose
 * place the new one comes. One is refreshed after the other, in all tabs together: of other issuers a refresh token may be
 * good once.
 */
export async function redeem(
  wallet: OpenWallet,
  fetch: Fetch,
  from: Omit<Order, 'configurations'>,
  grounds: Grounds,
  before?: Grant,
): Promise<Redeemed> {
  if (!before) return redeemNow(wallet, fetch, from, grounds);
  return navigator.locks.request(`grant ${before.id}`, async () => {
    const latest = (await grantsOf(wallet)).find(({ id }) => id === before.id) ?? before;
    const refreshToken = latest.refreshToken ?? '';
    return redeemNow(wallet, fetch, from, { kind: 'refresh', refreshToken }, latest);
  });
}

async function redeemNow(
  wallet: OpenWallet,
  fetch: Fetch,
  { issuer, server }: Omit<Order, 'configurations'>,
  grounds: Grounds,
  before?: Grant,
): Promise<Redeemed> {
  const own = await clientOf(wallet, server.issuer);
  const client = before && !before.clientId ? { ...own, anonymous: true } : own;
  const token = await tokenFor(fetch, server, client, grounds);
  const { accessToken, expiresAt, refreshToken, scope, clientId } = token;
  const grant: Grant = {
    // A server may leave out what has not changed (RFC 6749 §5.1 and §6).
    ...before,
    id: before?.id ?? crypto.randomUUID(),
    issuer: issuer.id,
    authorizationServer: server.issuer,
    accessToken,
    expiresAt,
    ...(refreshToken && { refreshToken }),
    ...(scope && { scope }),
    ...(clientId && { clientId }),
  };
  await keepGrant(wallet, grant);
  return { client, token, grant };
}

/** A token, who may use it, and how it is kept. */
export interface Redeemed {
  client: Client;
  token: Token;
  grant: Grant;
}

/** Configurations that are one card, together. */
export function cardsIn(configurations: readonly Configuration[]): Configuration[][] {
  const groups: Configuration[][] = [];
  for (const one of configurations) {
    const group = groups.find((others) => others.every((other) => isSameCard(one, other)));
    if (group) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** Fetches everything that was ordered and keeps it, a card at a time. */
export async function deliver(
  wallet: OpenWallet,
  fetch: Fetch,
  { issuer, configurations }: Omit<Order, 'server'>,
  { client, token, grant }: Redeemed,
): Promise<Delivered> {
  const orders: string[] = [];
  for (const group of cardsIn(configurations)) orders.push(await keepWishes(wallet, issuer, group, grant.id));
  const cards: HeldCard[] = [];
  for (const order of orders) {
    const card = await fulfil(wallet, fetch, { issuer, client, token }, order);
    if (card) cards.push(card);
  }
  return { cards };
}

/** Asks for as many copies as the issuer gives at once, and looks at each. */
export async function askFor(fetch: Fetch, asking: Asking, configuration: Configuration): Promise<Answered> {
  const keys = await newKeys(asking.issuer.batch);
  const answer = await askForCopies(fetch, asking, configuration, keys);
  return answeredBy(fetch, asking, configuration, keys, answer);
}
