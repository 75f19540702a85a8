import { AppError, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { answerKeyOf, publicOf } from './answer-key.ts';
import { signingCertificateById } from './certificates.ts';
import { requestFor } from './open.ts';
import { askingParty } from './parties.ts';
import { lockPresentation, setFetched } from './store.ts';

/**
 * The request of a presentation, for the wallet that fetches it first. That one may ask again, if it said a nonce by which
 * it is known; nobody else gets it.
 * @throws AppError `not-found`, `gone`.
 */
export async function fetchRequest(
  gov: Government,
  { id, walletNonce }: { id: string; walletNonce?: string | undefined },
): Promise<string> {
  const one = await transaction(gov.db, async (tx) => {
    const found = await lockPresentation(tx, id);
    if (!found || found.origin !== null) throw new AppError('not-found', 'There is no such request.');
    const at = gov.clock.now();
    const isAgain = walletNonce !== undefined && found.walletNonce === walletNonce;
    if (found.stage !== 'waiting' || found.expiresAt <= at || (found.fetchedAt && !isAgain))
      throw new AppError('gone', 'This request was used, or it is too old. Ask for a new one.');
    if (!found.fetchedAt) await setFetched(tx, id, walletNonce, at);
    return found;
  });
  const { party, use } = await askingParty(gov.db, gov, one.party, one.use);
  const certificate = await signingCertificateById(gov.db, gov, one);
  return requestFor(gov, { party, use, certificate }, one, publicOf(await answerKeyOf(gov, one)), walletNonce);
}
