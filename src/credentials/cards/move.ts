import type { Db } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type CopiesRequest, makeCopies, setCopies } from './copies.ts';
import { askedOf, handedOut, keepHandedOut } from './handing-out.ts';
import { lockCard, recordCardAct } from './store.ts';

/** A new device, and what it wants of each card. */
export interface Moving {
  person: string;
  /** The new device. */
  to: string;
  /** The device that is left, as when it is lost; all others unless stated. */
  from?: string;
  cards: readonly { card: string; format: CopiesRequest['format']; keys: readonly JsonWebKey[] }[];
  /** The new device's own name for this wish. */
  request: string;
}

/** What the new device gets of a card. */
export interface Moved {
  card: string;
  format: CopiesRequest['format'];
  copies: string[];
}

/**
 * Moves cards to another device: new copies go out, and the old ones are revoked in the same act, or nothing happens. One
 * that is suspended moves, too, and stays suspended. Asked again under the same name, the same copies are given.
 * @throws AppError as `issueCopies` does.
 */
export async function moveCards(tx: Db, gov: Government, moving: Moving): Promise<Moved[]> {
  const { person, to, from, request } = moving;
  // In one order, so that two moves at once wait for each other and never deadlock.
  const wanted = moving.cards.toSorted((one, other) => (one.card < other.card ? -1 : 1));
  const ids = [...new Set(wanted.map(({ card }) => card))];
  const cards = new Map<string, Awaited<ReturnType<typeof lockCard>>>();
  for (const id of ids) cards.set(id, await lockCard(tx, { person, id }));
  const earlier = await handedOut(tx, gov, person, request, askedOf(moving));
  if (earlier) return unpacked(wanted, earlier);
  for (const id of ids) {
    const card = cards.get(id)!;
    const revoked = await setCopies(tx, gov, card, 'invalid', from === undefined ? { but: to } : { from });
    await recordCardAct(tx, gov, card, { kind: 'moved', by: { kind: 'holder' }, details: { revoked } });
  }
  const moved: Moved[] = [];
  for (const { card, format, keys } of wanted) {
    const { made } = await makeCopies(tx, gov, cards.get(card)!, { format, keys, wallet: to, moves: true });
    moved.push({ card, format, copies: made });
  }
  await keepHandedOut(
    tx,
    gov,
    person,
    request,
    moved.flatMap(({ copies }) => copies),
  );
  return moved;
}

/** The copies that were kept as one list, by card as they were asked for. */
function unpacked(wanted: Moving['cards'], copies: readonly string[]): Moved[] {
  let at = 0;
  return wanted.map(({ card, format, keys }) => {
    at += keys.length;
    return { card, format, copies: copies.slice(at - keys.length, at) };
  });
}
