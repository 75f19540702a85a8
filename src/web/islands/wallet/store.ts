import { now } from '../shared/clock.ts';
import { type CopyRow, database } from './keep/database.ts';
import type { OpenWallet } from './keep/profiles.ts';
import { allOf, contentOf, oneOf, sealedRow } from './keep/rows.ts';
import type { CopyFormat, Grant, HeldCard, HeldCopy, Shown, TakenCopy } from './model.ts';

/*
 * What a profile that is open holds: cards, copies, what was shown, and what may be fetched. All is read from and kept on the
 * device.
 */

export { LockError, PIN, type Secret } from './keep/locks.ts';
export {
  addLock,
  bindingKey,
  createProfile,
  type OpenWallet,
  open,
  profiles,
  removeProfile,
  WaitError,
} from './keep/profiles.ts';

/** A copy as it comes from an issuer. */
export type NewCopy = Pick<HeldCopy, 'format' | 'credential' | 'key'>;

/** Cards, oldest first. */
export async function cardsOf(wallet: OpenWallet): Promise<HeldCard[]> {
  const cards = await allOf<HeldCard, 'cards'>(wallet, 'cards');
  return cards.map(({ content }) => content).sort((one, other) => one.addedAt - other.addedAt);
}

/** One card; undefined where it is not held. */
export const cardOf = (wallet: OpenWallet, id: string): Promise<HeldCard | undefined> =>
  oneOf<HeldCard>(wallet, 'cards', id);

/** Keeps a card with copies of it, or a card anew with further copies, as `keepCards` does. */
export const keepCard = (
  wallet: OpenWallet,
  card: HeldCard,
  copies: readonly NewCopy[],
  done: readonly string[] = [],
): Promise<void> => keepCards(wallet, [{ card, copies }], done);

/** Keeps cards with their copies: all of it or nothing. @param done ids of what waited for them, which is over. */
export async function keepCards(
  wallet: OpenWallet,
  cards: readonly { card: HeldCard; copies: readonly NewCopy[] }[],
  done: readonly string[],
): Promise<void> {
  const rows = await Promise.all(cards.map(({ card }) => sealedRow(wallet, 'cards', card.id, card)));
  const copies = await Promise.all(
    cards.flatMap(({ card, copies }) => copies.map((copy) => copyRow(wallet, card.id, copy))),
  );
  const tx = (await database()).transaction(['cards', 'copies', 'pending'], 'readwrite');
  await Promise.all([
    ...rows.map((row) => tx.objectStore('cards').put(row)),
    ...copies.map((copy) => tx.objectStore('copies').put(copy)),
    ...done.map((id) => tx.objectStore('pending').delete(id)),
    tx.done,
  ]);
}

async function copyRow(wallet: OpenWallet, card: string, { format, credential, key }: NewCopy): Promise<CopyRow> {
  const sealed = await sealedRow(wallet, 'copies', crypto.randomUUID(), credential);
  return { ...sealed, card, format, key, state: 'fresh', usedAt: 0 };
}

/** Takes a card from the device with its copies. What was shown of it stays in the history. */
export async function removeCard(wallet: OpenWallet, card: string): Promise<void> {
  const tx = (await database()).transaction(['cards', 'copies'], 'readwrite');
  const held = await tx.objectStore('cards').get(card);
  if (held?.profile === wallet.profile.id) {
    await tx.objectStore('cards').delete(card);
    for (const id of await tx.objectStore('copies').index('card').getAllKeys(card))
      await tx.objectStore('copies').delete(id);
  }
  await tx.done;
}

/**
 * Takes a copy to be shown, and marks it as used in the same step, so that no other page takes it too. Where none is fresh it
 * is the one that was shown longest ago, marked `again`. Undefined where none is left.
 */
export async function takeCopy(wallet: OpenWallet, card: string, format: CopyFormat): Promise<TakenCopy | undefined> {
  const at = now();
  const tx = (await database()).transaction('copies', 'readwrite');
  const rows = (await tx.store.index('card').getAll(card)).filter(
    (row) => row.format === format && row.profile === wallet.profile.id && row.state !== 'gone',
  );
  const row = rows.find(({ state }) => state === 'fresh') ?? rows.toSorted((a, b) => a.usedAt - b.usedAt)[0];
  if (row) await tx.store.put({ ...row, state: 'used', usedAt: at });
  await tx.done;
  return row && { ...(await copyOf(wallet, row)), state: 'used', again: row.state === 'used' };
}

/** All copies of a card, for what concerns each: their states, and moving. */
export async function copiesOf(wallet: OpenWallet, card: string): Promise<HeldCopy[]> {
  const rows = await (await database()).getAllFromIndex('copies', 'card', card);
  return Promise.all(rows.filter(({ profile }) => profile === wallet.profile.id).map((row) => copyOf(wallet, row)));
}

/** How many copies are left that nobody has seen, by format. */
export async function freshCopies(wallet: OpenWallet, card: string): Promise<Partial<Record<CopyFormat, number>>> {
  const rows = await (await database()).getAllFromIndex('copies', 'card', card);
  const fresh = rows.filter(({ state, profile }) => state === 'fresh' && profile === wallet.profile.id);
  const counts: Partial<Record<CopyFormat, number>> = {};
  for (const { format } of fresh) counts[format] = (counts[format] ?? 0) + 1;
  return counts;
}

/** Marks copies as no longer good: revoked, moved to another device, or over. */
export async function markGone(wallet: OpenWallet, copies: readonly string[]): Promise<void> {
  const tx = (await database()).transaction('copies', 'readwrite');
  for (const id of copies) {
    const row = await tx.store.get(id);
    if (row?.profile === wallet.profile.id) await tx.store.put({ ...row, state: 'gone' });
  }
  await tx.done;
}

async function copyOf(wallet: OpenWallet, row: CopyRow): Promise<HeldCopy> {
  const { id, card, format, state, key } = row;
  return { id, card, format, state, key, credential: await contentOf<string>(wallet, 'copies', row) };
}

/** Keeps what was shown, or refused. */
export async function remember(wallet: OpenWallet, shown: Omit<Shown, 'id' | 'at'>): Promise<Shown> {
  const kept: Shown = { ...shown, id: crypto.randomUUID(), at: now() };
  await (await database()).put('shown', await sealedRow(wallet, 'shown', kept.id, kept));
  return kept;
}

/** What was shown, newest first. */
export async function historyOf(wallet: OpenWallet): Promise<Shown[]> {
  const rows = await allOf<Shown, 'shown'>(wallet, 'shown');
  return rows.map(({ content }) => content).sort((one, other) => other.at - one.at);
}

/** Forgets one thing that was shown. */
export async function forget(wallet: OpenWallet, shown: string): Promise<void> {
  const db = await database();
  const row = await db.get('shown', shown);
  if (row?.profile === wallet.profile.id) await db.delete('shown', shown);
}

/** What an issuer has granted, if anything: the grant that came last. */
export async function grantOf(wallet: OpenWallet, issuer: string): Promise<Grant | undefined> {
  return (await grantsOf(wallet)).findLast((grant) => grant.issuer === issuer);
}

/** All that was granted. */
export async function grantsOf(wallet: OpenWallet): Promise<Grant[]> {
  const rows = await allOf<Grant, 'grants'>(wallet, 'grants');
  return rows.map(({ content }) => content).sort((one, other) => one.expiresAt - other.expiresAt);
}

/** Keeps a grant in the place of one of the same id. */
export async function keepGrant(wallet: OpenWallet, grant: Grant): Promise<void> {
  await (await database()).put('grants', await sealedRow(wallet, 'grants', grant.id, grant));
}

/** Forgets a grant. */
export async function removeGrant(wallet: OpenWallet, grant: string): Promise<void> {
  const db = await database();
  const row = await db.get('grants', grant);
  if (row?.profile === wallet.profile.id) await db.delete('grants', grant);
}
