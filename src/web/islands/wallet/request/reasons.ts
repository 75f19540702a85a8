import type { REQUEST_WORDS } from './words.ts';

/** Why a wallet does not answer, in the words of the page: names of them. */
export type StopReason =
  | 'beyond'
  | 'unregistered'
  | 'forged'
  | 'over'
  | 'unreadable'
  | 'unreachable'
  | 'trust'
  | 'transaction';

/** What is said of each. */
export const STOP_WORDS = {
  beyond: 'whyBeyond',
  unregistered: 'whyUnregistered',
  forged: 'whyForged',
  over: 'whyOver',
  unreadable: 'whyUnreadable',
  unreachable: 'whyUnreachable',
  trust: 'whyTrust',
  transaction: 'whyTransaction',
} as const satisfies Record<StopReason, keyof typeof REQUEST_WORDS>;

/** By the check that does not hold: the first row that its name begins with. What is in none is not to be understood. */
const BY_CHECK: readonly (readonly [string, StopReason])[] = [
  ['ask.registered', 'beyond'],
  ['transaction.', 'transaction'],
  ['ask.', 'unregistered'],
  ['request.chain', 'unregistered'],
  ['client.', 'forged'],
  ['request.wallet-nonce', 'forged'],
  ['request.exp', 'over'],
  ['request.early', 'over'],
];

/** Why a request is not answered of which a check does not hold (`REQUEST_CHECKS`). */
export const stopReasonOf = (check: string): StopReason =>
  BY_CHECK.find(([beginning]) => check.startsWith(beginning))?.[1] ?? 'unreadable';
