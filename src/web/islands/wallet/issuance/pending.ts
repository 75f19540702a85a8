import { database } from '../keep/database.ts';
import { allOf, sealedRow } from '../keep/rows.ts';
import type { OpenWallet } from '../store.ts';
import type { Json } from './http.ts';

/** Something that was begun and waits: for its holder's return from a sign-in, an answer, or the issuer's decision. */
export type Pending = AwayPending | WishPending | LaterPending | MovePending;

/** Copies that are being asked for. */
export interface WishPending {
  kind: 'wish';
  id: string;
  /** The same for all forms of one card. */
  order: string;
  issuer: string;
  configuration: string;
  grant: string;
  /** As it was sent; left out until then. */
  request?: Json;
}

/** Cards that are being moved here. */
export interface MovePending {
  kind: 'move';
  id: string;
  grant: string;
  /** As it was sent. */
  request: Json;
  /** What is in it, in the order of the keys. */
  forms: readonly { card: string; issuer: string; configuration: string; identifier: string; batch: number }[];
}

export interface AwayPending {
  kind: 'away';
  /** By which the return is known. */
  id: string;
  verifier: string;
  issuer: string;
  authorizationServer: string;
  redirectUri: string;
  configurations: readonly string[];
  /** What goes on then. */
  purpose: 'add' | 'move';
  /** The instant at which it was begun. */
  at: number;
}

export interface LaterPending {
  kind: 'later';
  id: string;
  issuer: string;
  configuration: string;
  transaction: string;
  grant: string;
  /** The instant from which on the issuer may be asked again. */
  askAt: number;
  title: Record<'ko' | 'zh-Hant' | 'en', string>;
}

/** Keeps something that waits; the keys that it is about cannot be enciphered, nor read out. */
export async function keepPending(
  wallet: OpenWallet,
  pending: Pending,
  keys: readonly CryptoKeyPair[] = [],
): Promise<void> {
  await (await database()).put('pending', { ...(await sealedRow(wallet, 'pending', pending.id, pending)), keys });
}

/** Takes back what was begun with this state; undefined where this profile has begun nothing so. It can be taken once. */
export async function takeAway(wallet: OpenWallet, state: string): Promise<AwayPending | undefined> {
  const found = (await allOf<Pending, 'pending'>(wallet, 'pending')).find(({ content }) => content.id === state);
  if (found?.content.kind !== 'away') return undefined;
  await (await database()).delete('pending', state);
  return found.content;
}

/** All of one kind that waits, each with its keys. */
export async function pendingOf<Kind extends Pending['kind']>(
  wallet: OpenWallet,
  kind: Kind,
): Promise<{ pending: Extract<Pending, { kind: Kind }>; keys: readonly CryptoKeyPair[] }[]> {
  const rows = await allOf<Pending, 'pending'>(wallet, 'pending');
  return rows
    .filter(({ content }) => content.kind === kind)
    .map(({ row, content }) => ({ pending: content as Extract<Pending, { kind: Kind }>, keys: row.keys }));
}

/** Forgets something that waits. */
export async function removePending(id: string): Promise<void> {
  await (await database()).delete('pending', id);
}
