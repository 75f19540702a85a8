/** What people hold: granted, copies given out, suspended, resumed, moved, renewed, revoked. */
export { type CardDecision, resumeCard, revokeCard, suspendCard } from './change.ts';
export { type CopiesRequest, type Copy, copiesOf, issueCopies } from './copies.ts';
export { type GrantRequest, grantCard, type Possible, possibleCards } from './grant.ts';
export { type LostDevice, loseDevice } from './lost.ts';
export { credentialType, type MayHave, mattersOf, mayHave, ofHolder } from './may-have.ts';
export {
  type About,
  CARD_ACTS,
  type Card,
  type CardAct,
  type CardActKind,
  type CardId,
  type Decider,
  type EndReason,
  type FormatKind,
  PAPER_WALLET,
} from './model.ts';
export { type Moved, type Moving, moveCards } from './move.ts';
export { cardsPersonal } from './personal.ts';
export { PICTURE } from './picture.ts';
export { recallCards } from './recall.ts';
export { type CardRefusal, cardRefusal } from './refusals.ts';
export { cardActs, cardById, cardsOf, cardsOfAgency } from './store.ts';
export { cardOfStatus, forgetHandedOut, WATCH_TASK, watchCards, watchCardsOf } from './watch.ts';
