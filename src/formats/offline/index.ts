export { fromBase45, toBase45 } from './base45.ts';
export {
  BUNDLE_MEDIA_TYPE,
  type Bundle,
  type BundledClaim,
  type BundledIssuer,
  type BundledKey,
  type BundledList,
  type BundledType,
  issueBundle,
} from './bundle.ts';
export { bundledKey } from './bundled-key.ts';
export {
  type CheckedCompact,
  type CheckedShow,
  checkIssuedCompact,
  checkShow,
  HOLDERS as HOLDERS_SIGNATURE,
  OFFLINE_CHECKS,
  OFFLINE_STEPS,
} from './check.ts';
export { BUNDLE_STEPS, type BundleExpected, type CheckedBundle, checkBundle } from './check-bundle.ts';
export { type CompactToIssue, issueCompact } from './issue.ts';
export { ASK_PREFIX, CHALLENGE_BYTES, CLOCK_LEEWAY, CODE_PREFIX, KID_BYTES, SHOW_LIFE } from './model.ts';
export type { IssuedExpected, OfflineKey, ShowExpected } from './run.ts';
export {
  type Compact,
  paperOf,
  readChallenge,
  readCompact,
  type ShowingCompact,
  showOf,
  writeChallenge,
} from './show.ts';
