import {
  type Beyond,
  checkRequest,
  matchQuery,
  type Party,
  PHONE_LEEWAY,
  type PresentationRequest,
  type RefusalCode,
  readRequestLink,
  refusalOf,
} from '../../../../formats/index.ts';
import type { Text } from '../../../../kernel/index.ts';
import { now } from '../../shared/clock.ts';
import { falseOneOf, sha256 } from '../../shared/signatures.ts';
import type { HeldCard } from '../model.ts';
import { cardsOf, type OpenWallet } from '../store.ts';
import { NoCopyError, presentationsOf, sealAnswer, type Told } from './answer.ts';
import { ExchangeError, fetchRequest, sendAnswer } from './exchange.ts';
import { claimsAt, heldForms } from './held.ts';
import { questionOf, type Wanted } from './question.ts';
import { type StopReason, stopReasonOf } from './reasons.ts';
import { partyTrust } from './trust.ts';

/*
 * The way of a request: from its link to a question that a person can answer, and from their answer back to who asked.
 */

/** A request that is right, by somebody who may ask it. */
export interface Asked {
  request: PresentationRequest;
  party: Party;
}

/** What comes of a link. */
export type Reading = ({ state: 'question'; wanted: Wanted[] } & Asked) | ({ state: 'no-card' } & Asked) | Stopped;

/** The wallet does not answer, whatever its holder would say. */
export interface Stopped {
  state: 'stopped';
  reason: StopReason;
  /** For those who want to know it to the letter. */
  detail: string;
  /** Whose request the link says it is. */
  clientId: string;
  /** Who asks, where that much is sure. */
  party?: Party;
  /** What they are not registered for, as this wallet's cards call it. */
  beyond?: readonly Text[];
}

/** What came of answering. */
export type Sent = { state: 'sent'; next: string | undefined } | { state: 'failed'; reason: string; detail: string };

/** Fetches and checks the request that a link leads to, and holds it against the cards of the wallet. */
export async function readRequest(wallet: OpenWallet, link: string): Promise<Reading> {
  const found = readRequestLink(link);
  const { clientId } = found ?? { clientId: '' };
  const stopped = (reason: StopReason, detail: string): Stopped => ({ state: 'stopped', reason, detail, clientId });
  if (!found) return stopped('unreadable', 'The link is no request.');
  try {
    const [cards, { jwt, walletNonce }, trust] = await Promise.all([cardsOf(wallet), fetchRequest(found), trusted()]);
    const at = Math.floor(now() / 1_000);
    const checked = checkRequest(jwt, { at, sha256, clientId, walletNonce, leeway: PHONE_LEEWAY, ...trust });
    if (!checked.ok) {
      const { failed, why, source, beyond = [], party, request, signatures = [] } = checked;
      const wrong = await falseOneOf(signatures);
      if (wrong) return stopped('forged', `False: ${wrong.what}`);
      const reason = stopReasonOf(failed);
      if (request && reason === 'transaction') await sending(() => tellRefusal(request, 'invalid_transaction_data'));
      const named = beyond.map((one) => nameOf(one, cards));
      const known = party && { party, beyond: named };
      return { ...stopped(reason, `${why} (${failed}, ${source})`), ...known };
    }
    const wrong = await falseOneOf(checked.signatures);
    if (wrong) return stopped('forged', `False: ${wrong.what}`);
    const { request, party } = checked;
    const wanted = questionOf(matchQuery(request.query, heldForms(cards)));
    return wanted && wanted.length > 0
      ? { state: 'question', request, party, wanted }
      : { state: 'no-card', request, party };
  } catch (error) {
    if (error instanceof ExchangeError)
      return stopped(error.reason === 'not-taken' ? 'unreadable' : error.reason, error.message);
    if (error instanceof TrustError) return stopped('trust', error.message);
    throw error;
  }
}

/** A claim by its title where a card here has it, and else as it is written in the request. */
function nameOf({ credential, path = [] }: Beyond, cards: readonly HeldCard[]): Text {
  const claims = cards.flatMap((card) => card.formats.flatMap(({ format }) => claimsAt(card, format, path)));
  const written = [credential, ...path].join(' ');
  return path.length > 0 && claims[0] ? claims[0].title : { 'zh-Hant': written, ko: written, en: written };
}

class TrustError extends Error {}

const trusted = () =>
  partyTrust().catch((error: Error) => {
    throw new TrustError(error.message);
  });

/** Tells what was agreed to. */
export async function answer(wallet: OpenWallet, { request }: Asked, told: readonly Told[]): Promise<Sent> {
  return sending(async () => {
    const shown = await presentationsOf(wallet, request, told);
    return sendAnswer(request.responseUri!, { response: await sealAnswer(request, shown) });
  });
}

/** Says no (OpenID4VP 1.0 §8.5), so that who asked need not wait. */
export async function refuse({ request }: Asked): Promise<Sent> {
  return sending(() => tellRefusal(request, 'access_denied'));
}

const tellRefusal = (request: PresentationRequest, why: RefusalCode) =>
  sendAnswer(request.responseUri!, refusalOf(request, why));

async function sending(send: () => Promise<string | undefined>): Promise<Sent> {
  try {
    return { state: 'sent', next: await send() };
  } catch (error) {
    if (error instanceof ExchangeError) return { state: 'failed', reason: error.reason, detail: error.message };
    if (error instanceof NoCopyError) return { state: 'failed', reason: 'no-copy', detail: error.message };
    throw error;
  }
}
