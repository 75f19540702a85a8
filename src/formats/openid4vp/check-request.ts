import { type Check, firstFailure, signatureOf } from '../jose/checks.ts';
import type { SignatureToCheck } from '../signing.ts';
import { LEEWAY } from '../trust/chain-checks.ts';
import { leafOf, okChain } from '../trust/signer-step.ts';
import type { RegistrationChecked } from './check-registration.ts';
import { beginSigned } from './jws-chain.ts';
import type { Query } from './query.ts';
import { type Beyond, namesOf } from './registration.ts';
import type { Party, PresentationRequest } from './request.ts';
import { REQUEST_STEPS } from './request-checks.ts';
import { encryptionKeyOf, encryptionsOf, payloadOf, type RequestExpected, type RequestRun } from './request-run.ts';
import { readTransaction } from './transaction.ts';
import { TRANSACTION } from './transaction-checks.ts';

/** What came of a request. Nothing is proved until the signatures are verified. */
export type RequestChecked =
  | { ok: true; request: PresentationRequest; party: Party; signatures: SignatureToCheck[] }
  | ({ ok: false; failed: string; source: string; why: string } & Partial<AskedWrongly>);

/**
 * Who asks, where that is known and what they ask is all that is wrong: for more than is registered (`ask.registered`), or for a
 * signature on what nobody here knows (`transaction.…`). Of this, too, the signatures are the proof.
 */
export interface AskedWrongly {
  party: Party;
  /** By which they are told. */
  request: PresentationRequest;
  beyond: readonly Beyond[];
  signatures: SignatureToCheck[];
}

/** All that is demanded of a request, as one list. */
export const REQUEST_CHECKS: readonly Check<RequestRun>[] = REQUEST_STEPS.flatMap(({ checks }) => checks);

/**
 * Checks a request (OpenID4VP 1.0 section 5) as a wallet gets it, but for its signatures, which it hands out to be verified.
 * It never throws, whatever the text.
 */
export function checkRequest(jwt: string, expected: RequestExpected): RequestChecked {
  const run: RequestRun = {
    ...beginSigned(jwt),
    ...{ expected, leeway: expected.leeway ?? LEEWAY },
    ...{ query: undefined, registration: undefined, beyond: [], transaction: undefined },
  };
  const failed = firstFailure(REQUEST_STEPS, run);
  if (failed) {
    const { id, source } = failed;
    return { ok: false, failed: id, source, why: reasonOf(failed, run), ...(isOfKnown(failed, run) && wronglyBy(run)) };
  }
  return { ok: true, request: requestOf(run), party: partyOf(run), signatures: signaturesOf(run) };
}

/** What exactly is wrong, where a check stands for a table of its own. */
function reasonOf({ id, says }: Check<RequestRun>, run: RequestRun): string {
  const inner = { 'request.chain': run.checked, 'request.query': run.query, 'ask.genuine': run.registration }[id];
  return inner?.ok === false ? inner.why : says;
}

const isOfKnown = (failed: Check<RequestRun>, run: RequestRun): boolean =>
  run.beyond.length > 0 || TRANSACTION.checks.includes(failed);

const wronglyBy = (run: RequestRun): AskedWrongly => ({
  party: partyOf(run),
  request: requestOf(run),
  beyond: run.beyond,
  signatures: signaturesOf(run),
});

const registrationOf = (run: RequestRun) => run.registration as Extract<RegistrationChecked, { ok: true }>;

function signaturesOf(run: RequestRun): SignatureToCheck[] {
  const own = signatureOf(run.jws!, leafOf(run).jwk!, 'the signature on the request');
  return [...okChain(run.checked).signatures, own, ...registrationOf(run).signatures];
}

/** What of its members is taken over as it is, once it was checked. */
interface Said {
  client_id: string;
  nonce: string;
  state?: string;
  response_mode: PresentationRequest['mode'];
  response_uri?: string;
  iat?: number;
  exp?: number;
  transaction_data?: readonly [string];
}

function requestOf(run: RequestRun): PresentationRequest {
  const { client_id, nonce, state, response_mode, response_uri, iat, exp, transaction_data } = payloadOf(
    run,
  ) as unknown as Said;
  const { query } = run.query as { query: Query };
  const transaction = run.transaction && readTransaction(transaction_data![0]);
  const [key, encs] = [encryptionKeyOf(run)!, encryptionsOf(run)];
  return {
    ...{ clientId: client_id, nonce, state, query, mode: response_mode, responseUri: response_uri, key, encs },
    ...{ madeAt: iat, until: exp },
    ...(transaction && { transaction }),
  };
}

function partyOf(run: RequestRun): Party {
  const { sub, intended_use_id, name, purpose, legal_basis, if_refused, support_uri, exp, credentials } =
    registrationOf(run).registration;
  return {
    ...{ id: sub, use: intended_use_id, name: namesOf(name), purpose: namesOf(purpose), law: legal_basis.map(namesOf) },
    refusing: if_refused && namesOf(if_refused),
    contact: support_uri,
    until: exp,
    credentials,
  };
}
