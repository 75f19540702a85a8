import { transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { accessOf, shownIn } from '../authorize/index.ts';
import { consentRefusal } from '../consents/index.ts';
import { takeAnswer } from '../receivers/index.ts';
import { templateById } from '../templates/index.ts';
import { issuerLately, receiverLately } from './lately.ts';
import { signerOf } from './sign.ts';
import { givenBefore, repeated } from './store.ts';
import { type AnswerWish, type Given, give } from './together.ts';

/**
 * Tells a receiver what somebody has agreed to: once for each id, and the same again to whoever asks again soon. The consent
 * is looked at, and what is told is read, recorded and logged, in one transaction; no answer leaves that has not committed.
 * @param id drawn by the receiver.
 * @throws IssuingError for its token and proof; AppError `conflict` where id or proof were used, `forbidden`, `gone`,
 *   `too-many-requests`.
 */
export async function answer(gov: Government, request: Request, id: string): Promise<Given> {
  const shown = await shownIn(gov, request);
  const { party, granted } = await accessOf(gov, shown);
  const template = await templateById(gov.db, gov, granted.template);
  const [receiver, issuer] = await Promise.all([
    receiverLately(gov, party),
    issuerLately(gov, signerOf(gov, template)),
  ]);
  const wish = { party, id, proof: shown.proof.name, consent: granted.consent, receiver, template, issuer };
  try {
    return await give(gov, wish);
  } catch (error) {
    const again = isAnswered(error) ? await giveAgain(gov, wish) : undefined;
    if (again) return again;
    throw repeated(error) ?? error;
  }
}

/** Whether something was answered before: this, or by this consent. */
function isAnswered(error: unknown): boolean {
  const why = consentRefusal(error);
  return why === 'over' || why === 'this-time-done' || repeated(error) !== undefined;
}

async function giveAgain(gov: Government, wish: AnswerWish): Promise<Given | undefined> {
  const { party, receiver } = wish;
  return transaction(gov.db, async (tx) => {
    const kept = await givenBefore(tx, wish);
    return kept && { jwe: kept.jwe, headers: takeAnswer(gov, { party, person: kept.person, limits: receiver.limits }) };
  }).catch((error) => {
    throw repeated(error) ?? error;
  });
}
