import { type Fetch, textOf } from '../issuance/http.ts';
import { IssuanceError } from '../issuance/problem.ts';
import { cardsOf, copiesOf, markGone, type OpenWallet, removeCard } from '../store.ts';
import { type Access, askHouse, ownAccess } from './access.ts';

/** What the old phone shows. */
export interface MoveOffer {
  /** For the QR code: it opens the wallet on the new phone where that has none open yet. */
  link: string;
  /** Six digits that are typed on the new phone, so that nobody who sees the code alone can use it. */
  code: string;
  /** The instant at which it ends, in milliseconds since 1970. */
  until: number;
}

/** Offers all that is held here to another device of the same person. @throws IssuanceError */
export async function offerMove(fetch: Fetch, access: Access): Promise<MoveOffer> {
  const { uri, tx_code, expires_at } = await askHouse(fetch, access, '/wallets/move-offers', {});
  const [offer, code, until] = [textOf(uri), textOf(tx_code), Date.parse(String(expires_at))];
  if (!offer || !code || Number.isNaN(until)) throw new IssuanceError('bad-issuer', 'move-offers');
  return { link: `${location.origin}/wallet#move${offer.slice(offer.indexOf('?'))}`, code, until };
}

/**
 * Whether all has gone to another device: this one is let in no more, not even by what renews its access. Where nobody can be
 * asked, it has not been told.
 */
export async function hasMoved(wallet: OpenWallet, fetch: Fetch): Promise<boolean> {
  const isShut = (anew: boolean): Promise<boolean> =>
    ownAccess(wallet, fetch, anew)
      .then((access) => askHouse(fetch, access, '/wallets/here'))
      .then(
        () => false,
        (error) => error instanceof IssuanceError && error.reason === 'over',
      );
  return (await isShut(false)) && (await isShut(true));
}

/** Marks every copy of this house as gone, since the new device has taken their place. */
export async function markMoved(wallet: OpenWallet): Promise<void> {
  for (const { id } of await ownCards(wallet))
    await markGone(
      wallet,
      (await copiesOf(wallet, id)).map((copy) => copy.id),
    );
}

/** Takes the cards from this device that are on another now. What was shown of them stays in the history. */
export async function removeMoved(wallet: OpenWallet): Promise<void> {
  for (const { id } of await ownCards(wallet)) await removeCard(wallet, id);
}

const ownCards = async (wallet: OpenWallet) =>
  (await cardsOf(wallet)).filter(({ issuer }) => new URL(issuer).origin === location.origin);
