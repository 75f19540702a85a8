import { timingSafeEqual } from 'node:crypto';
import { AppError, type Db, sha256 } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { KEPT_MS, type Outcome, type ShownCard } from './model.ts';
import { relyingParty } from './parties.ts';
import { lockPresentation, type PresentationRow, presentationById, setFinished } from './store.ts';
import { whyFalse } from './words.ts';

/** Which presentation, by the secret of who asked. */
export interface OpenerOf {
  id: string;
  secret: string;
}

/**
 * How a presentation stands. Others than the government itself, who have asked across devices, also see here what was shown.
 * @throws AppError `not-found`, also for another's.
 */
export async function presentationOf(db: Db, gov: Government, { id, secret }: OpenerOf): Promise<Outcome> {
  const one = ownPresentation(await presentationById(db, id), secret);
  return outcomeOf(db, gov, one);
}

/** The same for who has shown otherwise that it is theirs. */
export async function outcomeOf(db: Db, gov: Government, one: PresentationRow): Promise<Outcome> {
  const state = stateOf(one, gov.clock.now());
  if (state === 'false') return { state, why: whyFalse(one.why!) };
  if (state !== 'answered' || one.returnTo !== null) return { state };
  const party = await relyingParty(db, gov, one.party);
  return party?.kind === 'outside' ? { state, cards: handedOut(one, false) } : { state };
}

/**
 * Hands out what was shown, once: to who has asked, and where it was asked on the same device with the code that the wallet
 * took back to that device's browser (OpenID4VP 1.0 section 14.2).
 * @throws AppError `not-found`, also for a wrong code.
 */
export async function finishPresentation(
  tx: Db,
  gov: Government,
  { id, secret, code }: OpenerOf & { code?: string | undefined },
): Promise<Outcome> {
  return finish(tx, gov, ownPresentation(await lockPresentation(tx, id), secret), code);
}

/** The same for who has shown otherwise that it is theirs. The caller has locked it. */
export async function finish(
  tx: Db,
  gov: Government,
  one: PresentationRow,
  code: string | undefined,
): Promise<Outcome> {
  const state = stateOf(one, gov.clock.now());
  if (state === 'waiting' || state === 'lapsed') return { state };
  if (one.returnTo !== null && !(code !== undefined && one.code && isHashOf(one.code, code))) throw notThere();
  await setFinished(tx, one.id, gov.clock.now());
  if (state === 'false') return { state, why: whyFalse(one.why!) };
  if (state === 'refused') return { state };
  const party = await relyingParty(tx, gov, one.party);
  return { state, cards: handedOut(one, party?.kind === 'house') };
}

/** @throws AppError `not-found`, the same where there is none and where it is another's. */
function ownPresentation(one: PresentationRow | undefined, secret: string): PresentationRow {
  if (!one || !isHashOf(one.opener, secret)) throw notThere();
  return one;
}

const notThere = () => new AppError('not-found', 'There is no such presentation.');
const isHashOf = (hash: Buffer, text: string) => timingSafeEqual(hash, sha256(text));

function stateOf({ stage, expiresAt, answeredAt, finishedAt }: PresentationRow, at: Date): Outcome['state'] {
  if (stage === 'waiting') return expiresAt <= at ? 'lapsed' : 'waiting';
  const isKept = finishedAt === null && answeredAt!.getTime() + KEPT_MS > at.getTime();
  return isKept ? stage : 'lapsed';
}

function handedOut({ shown }: PresentationRow, withHolder: boolean): ShownCard[] {
  return (shown ?? []).map(({ holder, ...card }) =>
    withHolder ? { ...card, holder: { person: holder.person, card: holder.id } } : card,
  );
}
