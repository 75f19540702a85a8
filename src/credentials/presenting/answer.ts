import { bindingOf, checkResponse, clientIdOf } from '../../formats/index.ts';
import { AppError, type Db, json, randomSecret, run, sha256, sql, transaction, uuidv7 } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { originOf } from '../issuers/index.ts';
import { sha256Of } from '../primitives.ts';
import { answerKeyOf, publicOf } from './answer-key.ts';
import { signingCertificateById } from './certificates.ts';
import { decrypted } from './decrypt.ts';
import type { KeptCard } from './model.ts';
import { relyingParty } from './parties.ts';
import { type Ending, lockPresentation, type PresentationRow, setEnded } from './store.ts';
import { judge, type Verdict } from './verdict.ts';

/** What a wallet sends: an encrypted answer, or why it gives none. */
export type AnswerGiven = { response: string } | { error: string; state?: string | undefined };

/** What a wallet is told. */
export interface Answered {
  /** Where it goes now, on the same device. */
  redirectUri?: string;
  /** Where what was shown is not true, and nobody waits at such an address: why. */
  wrong?: string;
}

/**
 * Takes the answer to a request, once. What cannot be opened, or does not say the state of the request, changes nothing:
 * whoever only knows the address cannot end a presentation.
 * @throws AppError `not-found`, `gone` for a request that was answered or is too old, `bad-request`.
 */
export async function answerPresentation(
  gov: Government,
  { id, ...given }: { id: string } & AnswerGiven,
): Promise<Answered> {
  return transaction(gov.db, async (tx) => {
    const one = await lockPresentation(tx, id);
    if (!one) throw new AppError('not-found', 'There is no such request.');
    if (one.stage !== 'waiting') throw new AppError('gone', 'This request was answered. An answer counts once.');
    if (one.expiresAt <= gov.clock.now()) throw new AppError('gone', 'This request is too old. Ask for a new one.');
    const verdict = 'response' in given ? await verdictOf(tx, gov, one, given.response) : refusalBy(one, given);
    return end(tx, gov, one, verdict, given);
  });
}

const REFUSED = 'refused';

/** A wallet that gives nothing says so in the open, with the state that only it and we know. */
function refusalBy({ wireState }: PresentationRow, { state }: { state?: string | undefined }): typeof REFUSED {
  if (state !== wireState) throw new AppError('bad-request', 'The answer does not say the state of the request.');
  return REFUSED;
}

async function verdictOf(
  tx: Db,
  gov: Government,
  one: PresentationRow,
  response: string,
): Promise<Verdict | typeof REFUSED> {
  const key = await answerKeyOf(gov, one);
  const payload = await decrypted(response, key);
  const said = payload as { error?: unknown; state?: string } | null;
  if (typeof said?.error === 'string') return refusalBy(one, said);
  const checked = checkResponse(payload, { query: one.query, state: one.origin === null ? one.wireState : undefined });
  if (!checked.ok) {
    if (checked.failed === 'response.form' || checked.failed === 'response.state')
      throw new AppError('bad-request', `The answer is not one to this request: ${checked.why} (${checked.source})`);
    return checked;
  }
  const { certificate } = await signingCertificateById(tx, gov, one);
  const request = {
    ...{ clientId: clientIdOf(certificate, sha256Of), nonce: one.nonce, key: publicOf(key) },
    responseUri: `${originOf(gov)}/presentations/${one.id}/response`,
    ...(one.transaction !== null && { transaction: { text: one.transaction } }),
  };
  const binding = bindingOf(request, sha256Of, one.origin ?? undefined);
  return judge(tx, gov, checked.token, { query: one.query, person: one.person, binding });
}

async function end(
  tx: Db,
  gov: Government,
  one: PresentationRow,
  verdict: Verdict | typeof REFUSED,
  given: AnswerGiven,
): Promise<Answered> {
  const at = gov.clock.now();
  const secret = one.returnTo === null ? undefined : randomSecret();
  const code = secret === undefined ? {} : { code: sha256(secret) };
  const ending = endingOf(verdict);
  await setEnded(tx, one.id, { ...ending, ...code }, at);
  if (ending.shown) await logIfHouse(tx, gov, one, ending.shown, given);
  if (secret !== undefined) return { redirectUri: withCode(one.returnTo!, secret) };
  return verdict !== REFUSED && 'failed' in verdict ? { wrong: `${verdict.why} (${verdict.failed})` } : {};
}

function endingOf(verdict: Verdict | typeof REFUSED): Ending {
  if (verdict === REFUSED) return { stage: 'refused' };
  return 'failed' in verdict ? { stage: 'false', why: verdict.failed } : { stage: 'answered', shown: verdict.cards };
}

/** The response code goes with the browser of who showed, and nobody else's (OpenID4VP 1.0 sections 8.2 and 14.2). */
function withCode(returnTo: string, code: string): string {
  const address = new URL(returnTo);
  address.searchParams.set('response_code', code);
  return address.toString();
}

/** What the government itself was shown is an act of the log, by a hash of the answer; what others were shown is theirs. */
async function logIfHouse(
  tx: Db,
  gov: Government,
  { party, use }: PresentationRow,
  [card]: readonly KeptCard[],
  given: AnswerGiven,
): Promise<void> {
  const known = await relyingParty(tx, gov, party);
  if (known?.agency === undefined || !card || !('response' in given)) return;
  const at = gov.clock.now();
  const content = { party, use, type: card.type, answer: sha256(given.response).toString('base64url') };
  const act = { kind: 'presentation.verified', agency: known.agency, at, content };
  const { entry, salt } = await commitAct(tx, gov.logOrigin, act);
  await run(
    tx,
    sql`insert into credentials.presentation_act (person, id, party, content, at, entry, salt)
      values (${card.holder.person}, ${uuidv7(at)}, ${party}, ${json(content)}, ${at}, ${entry}, ${salt})`,
  );
}
