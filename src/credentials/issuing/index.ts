/** How cards get into wallets: offers, the authorization server, credential requests, moving (OpenID4VCI 1.0). */
export { adapterOf, askedWithin, hashOf, withinTransaction } from './adapter.ts';
export { type HouseServer, oncePerOrigin } from './ask-server.ts';
export {
  type CardAsked,
  type ConsentAsked,
  type ConsentGiven,
  consentAsked,
  giveConsent,
  refuseConsent,
} from './consent.ts';
export { DPOP_LIFE, type ReadDpop, readDpop } from './dpop.ts';
export { alwaysAsk, houseRules } from './house-rules.ts';
export { walletRoutes } from './issuer-routes.ts';
export { oauthRoutes } from './oauth-routes.ts';
export {
  type CardOffer,
  cancelOffer,
  OFFER_LIFE,
  type OfferRequest,
  type OfferSeen,
  offerCard,
  offersOf,
} from './offers.ts';
export { issuingPersonal } from './personal.ts';
export { IssuingError } from './problems.ts';
export { secretFor } from './secrets.ts';
export { browserRoute, formRoute, publishedRoutes, sendForm } from './server-routes.ts';
export { SWEEP_TASK, sweepIssuing } from './sweep.ts';
export { endTokens } from './tokens.ts';
export { type WalletSeen, walletsOf } from './wallets.ts';
