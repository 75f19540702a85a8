export { type Certificate, type Name, readCertificate } from './certificate.ts';
export { type ChainChecked, type ChainExpected, checkChain, type Purpose } from './chain.ts';
export { CHAIN_STEPS, MOST_CERTIFICATES } from './chain-checks.ts';
export {
  checkTrustList,
  TRUST_LIST_STEPS,
  type TrustListChecked,
  type TrustListExpected,
} from './check-trust-list.ts';
export type { Extensions } from './extensions.ts';
export {
  makePartyCertificate,
  makeRootCertificate,
  makeSignerCertificate,
  type PartyToMake,
  type RootToMake,
  type SignerToMake,
} from './issue-certificate.ts';
export { derSignature, rawSignature } from './signature.ts';
export { readSigningRequest, type SigningRequest } from './signing-request.ts';
export {
  issueTrustList,
  type KeyState,
  type ListedIssuer,
  type ListedKey,
  type Names,
  TRUST_LIST_TYPE,
  type TrustList,
} from './trust-list.ts';
export { anchorsOf, type SignedThing, TRUST_STEPS, type Trusted, thumbprintOf, trusts } from './trusted.ts';
