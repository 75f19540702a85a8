import type { PresentationRequest } from './request.ts';

/**
 * By so many seconds a phone's clock may be off from those of who asks and who registers them. What is fresh is told by their
 * nonces, which are good for one answer.
 */
export const PHONE_LEEWAY = 900;

/**
 * The instant that an answer is signed with, in seconds since 1970: that of the phone, but where its clock stands before the
 * request was made or after it is over, as the request says. A verifier takes no answer of the future, nor an old one.
 * @param at now, by the phone's clock.
 */
export function signedAt({ madeAt, until }: Pick<PresentationRequest, 'madeAt' | 'until'>, at: number): number {
  const isOff = at < (madeAt ?? at) || at > (until ?? at);
  return isOff ? (madeAt ?? at) : at;
}
