export { type Compromise, type Distrusted, distrustIssuer, rotateIssuer } from './change.ts';
export { type Issuer, issuerOf, kidOf, type Replaced } from './issuer.ts';
export { actingFor, issOf, issuersOf, KEEPER, originOf, PARTIES, titleOf as issuerTitle, vctAt } from './names.ts';
export {
  confirmDistrust,
  type DistrustProposal,
  declineDistrust,
  issuerAsOfficer,
  type KeyOfficer,
  LONGEST_KEY_REASON,
  mayHandleKeys,
  proposeDistrust,
  rotateAsOfficer,
} from './office.ts';
export {
  certifyParty,
  type PartyToCertify,
  partyRoot,
  type ReplacedPartyRoot,
  replacePartyRoot,
} from './party-root.ts';
export {
  countRecalled,
  endRecall,
  moveRecall,
  openRecalls,
  RECALL_TASK,
  type Recall,
  recallsOf,
} from './recalls.ts';
export { issuerRoutes } from './routes.ts';
export { cardsSignedBy, type IssuerKey, issuersKeep, keysOf, type SignedCard } from './store.ts';
export { type SignedTrustList, trustList } from './trust-list.ts';
