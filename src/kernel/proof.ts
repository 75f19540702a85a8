import { AppError } from './errors.ts';
import type { Caller } from './route.ts';

/** How long it holds that somebody proved who they are, in milliseconds, for what a session alone is not enough. */
export const PROOF_LIFE = 15 * 60_000;

/** Whether somebody proved lately, in this session, that they are who they say. */
export function provedLately(caller: Caller, at: Date): boolean {
  const provedAt = 'provedAt' in caller ? caller.provedAt : undefined;
  return provedAt !== undefined && at.getTime() - provedAt.getTime() < PROOF_LIFE;
}

/**
 * For what a thief of an open session must not do: name another bank account, throw cards away, sign as an officer.
 * (In OAuth the same is called step up, RFC 9470.)
 * @throws AppError `proof-needed`, which on a page leads to where one proves it.
 */
export function refuseUnlessProved(caller: Caller, at: Date): void {
  if (provedLately(caller, at)) return;
  throw new AppError('proof-needed', {
    ko: '본인인지 한 번 더 확인해야 할 수 있어요.',
    'zh-Hant': '請再次驗證身分，才能繼續。',
    en: 'Prove once more who you are to do this.',
  });
}
