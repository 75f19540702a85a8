import { all, type Db, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { endTokens } from '../issuing/tokens.ts';
import { asOffice, isOfOffice } from './change.ts';
import { setCopies } from './copies.ts';
import type { Decider } from './model.ts';
import { lockCard, recordCardAct } from './store.ts';

/** A device that its owner no longer has. */
export interface LostDevice {
  person: string;
  /** As its copies name it. */
  wallet: string;
  by: Decider;
}

/**
 * Revokes all copies on a device, which can fetch no new ones: an act for each card that was on it. The cards stay, with what is out of them elsewhere.
 * An officer ends what is of their own office. Asked again, or for a device that there is not, nothing is done.
 * @returns on how many cards it had an effect, and how many copies were revoked.
 * @throws AppError `forbidden` for an officer's own family.
 */
export async function loseDevice(
  tx: Db,
  gov: Government,
  { person, wallet, by }: LostDevice,
): Promise<{ cards: number; copies: number }> {
  // In one order, so that two such acts at once wait for each other and never deadlock.
  const on = await all(
    tx,
    sql<{ id: string }>`select distinct card as id from credentials.copy
      where person = ${person} and wallet = ${wallet} and revoked_at is null and expires_at > ${gov.clock.now()}
      order by card`,
  );
  const done = { cards: 0, copies: 0 };
  for (const { id } of on) {
    const card = await lockCard(tx, { person, id });
    if (by.kind === 'officer') {
      if (!isOfOffice(gov, card, by)) continue;
      await asOffice(tx, gov, card, by);
    }
    const revoked = await setCopies(tx, gov, card, 'invalid', { from: wallet });
    if (revoked === 0) continue;
    await recordCardAct(tx, gov, card, { kind: 'lost', by, details: { revoked } });
    done.cards += 1;
    done.copies += revoked;
  }
  // Else it would fetch new ones. Whose office has nothing on it has no say in what others have there.
  if (by.kind !== 'officer' || done.cards > 0) await endTokens(tx, { person, wallet });
  return done;
}
