import type { Fetch } from '../issuance/http.ts';
import { cardsIn, configurationsOf, type Delivered, deliver, type Order, redeem } from '../issuance/issue.ts';
import { issuerOf, serverOf } from '../issuance/metadata.ts';
import { type Offer, offerOf, readOfferLink } from '../issuance/offer.ts';
import { IssuanceError } from '../issuance/problem.ts';
import type { OpenWallet } from '../store.ts';

/** An offer, and what its issuer says of what it offers. */
export interface Offered extends Order {
  offer: Offer;
}

/** Looks at an offer, without using it. Throws an IssuanceError. */
export async function lookAt(fetch: Fetch, text: string): Promise<Offered> {
  const link = readOfferLink(text);
  if (!link) throw new IssuanceError('no-offer');
  const offer = await offerOf(fetch, link);
  const issuer = await issuerOf(fetch, offer.issuer);
  const configurations = configurationsOf(issuer, offer.configurations);
  const server = await serverOf(fetch, issuer, offer.authorizationServer);
  return { offer, issuer, server, configurations };
}

/** Takes what is offered by its pre-authorized code. Throws an IssuanceError. */
export async function take(
  wallet: OpenWallet,
  fetch: Fetch,
  { offer, ...order }: Offered,
  transactionCode: string | undefined,
): Promise<Delivered> {
  const { code } = offer.preAuthorized!;
  const redeemed = await redeem(wallet, fetch, order, { kind: 'pre-authorized', code, transactionCode });
  return deliver(wallet, fetch, order, redeemed);
}

/** What is offered, as cards: one for all formats of each. */
export const cardsOffered = ({ configurations }: Order) => cardsIn(configurations).map(([first]) => first!);
