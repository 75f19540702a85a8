import { type Db, sha256, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { cardRefusal } from '../cards/refusals.ts';
import { issOf } from '../issuers/index.ts';
import { type Access, accessOf, demandScope } from './access.ts';
import { type Configuration, configurationOf, MOVE_SCOPE } from './configurations.ts';
import { nameOfPermit } from './details.ts';
import { answerTo, openRequest, responseKey } from './encryption.ts';
import {
  answerWish,
  copiesFor,
  EVENTS,
  endIssuance,
  type Issuance,
  issuanceById,
  noteEvent,
  type Outcome,
} from './issuance.ts';
import { useNonce } from './nonces.ts';
import { type Permit, permitsOf } from './permits.ts';
import { IssuingError } from './problems.ts';
import { checkProofs, proofsIn } from './proofs.ts';

/** After so many seconds a wallet asks again for what was not known yet. */
const INTERVAL = 3_600;

/** Gives out copies (OpenID4VCI section 8). */
export async function credentialEndpoint(
  gov: Government,
  agency: string,
  request: Request,
  body: unknown,
): Promise<Response> {
  const access = await accessOf(gov.db, gov, request);
  const { said, encrypted } = await openRequest(gov, body);
  const key = await responseKey(said.credential_response_encryption, encrypted);
  const { configuration, card } = wanted(gov, agency, said);
  demandScope(access, configuration.id, MOVE_SCOPE);
  const texts = proofsIn(said, configuration.type.copies);
  const { keys, nonce } = checkProofs(texts, { audience: issOf(gov, agency), client: access.client });
  const outcome = await transaction(gov.db, async (tx) => {
    const permit = await permitFor(tx, access, configuration, card);
    const name = nameOf(access, configuration.id, permit, texts);
    const wish = { permit, format: configuration.format, keys, request: name };
    return answerWish(tx, gov, access, wish, () => useNonce(tx, gov, nonce));
  });
  return answerTo(key, bodyOf(outcome), 'waiting' in outcome ? 202 : 200);
}

/** The same wish has the same name, whatever else is in the request. */
const nameOf = ({ grant }: Access, id: string, { subject, key }: Permit, proofs: readonly string[]): string =>
  sha256(JSON.stringify([grant.toString('base64url'), id, subject, key, proofs])).toString('base64url');

function bodyOf(outcome: Outcome): object {
  if ('waiting' in outcome) return { transaction_id: outcome.id, interval: INTERVAL };
  return { credentials: outcome.copies.map((credential) => ({ credential })), notification_id: outcome.id };
}

/** What is asked for: a configuration, or one card in it (`<card or permit>.<configuration>`), where a device has several of a type. */
function wanted(
  gov: Government,
  agency: string,
  { credential_configuration_id: id, credential_identifier: identifier }: Record<string, unknown>,
): { configuration: Configuration; card?: string } {
  if ((id === undefined) === (identifier === undefined))
    throw new IssuingError('invalid_credential_request', 'Send either credential_configuration_id or _identifier.');
  const [, card, named] = /^([0-9a-f-]{36})\.(.+)$/.exec(String(identifier ?? '')) ?? [];
  const configuration = configurationOf(gov, agency, String(id ?? named));
  if (configuration) return { configuration, ...(card && { card }) };
  const code = id === undefined ? 'unknown_credential_identifier' : 'unknown_credential_configuration';
  throw new IssuingError(code, 'There is no such credential here.');
}

async function permitFor(tx: Db, access: Access, { type }: Configuration, card?: string): Promise<Permit> {
  const permits = await permitsOf(tx, access.person, access.grant, type.id);
  const isMeant = (permit: Permit) => card === undefined || permit.card === card || nameOfPermit(permit) === card;
  const fitting = permits.filter(isMeant);
  if (fitting.length === 0)
    throw new IssuingError('credential_request_denied', 'This access token is for other credentials.');
  if (fitting.length > 1)
    throw new IssuingError('invalid_credential_request', 'There are several: send a credential_identifier.');
  return fitting[0]!;
}

/** Gives out what had to wait (OpenID4VCI section 9). */
export async function deferredEndpoint(
  gov: Government,
  agency: string,
  request: Request,
  body: unknown,
): Promise<Response> {
  const access = await accessOf(gov.db, gov, request);
  const { said, encrypted } = await openRequest(gov, body);
  const key = await responseKey(said.credential_response_encryption, encrypted);
  const id = idIn(said.transaction_id);
  const outcome = await transaction(gov.db, async (tx) => {
    const issuance = id === undefined ? undefined : await issuanceById(tx, access, id);
    const type = issuance && gov.pack.credentials.get(issuance.type);
    if (!issuance || type?.agency !== agency || issuance.state !== 'waiting')
      throw new IssuingError('invalid_transaction_id', 'Nothing waits under this transaction_id.');
    return { id: issuance.id, ...(await comeBack(tx, gov, access, issuance)) };
  });
  if ('waiting' in outcome) return answerTo(key, bodyOf(outcome), 202);
  if ('copies' in outcome) return answerTo(key, { credentials: outcome.copies.map((credential) => ({ credential })) });
  throw new IssuingError('credential_request_denied', 'By law this credential cannot be given.');
}

type Settled = { waiting: true } | { copies: string[] } | { denied: true };

async function comeBack(tx: Db, gov: Government, access: Access, issuance: Issuance): Promise<Settled> {
  const permits = await permitsOf(tx, access.person, issuance.grant, issuance.type);
  const permit = permits.find(({ subject, key }) => subject === issuance.subject && key === issuance.key)!;
  try {
    const copies = await copiesFor(tx, gov, access, { ...issuance, permit });
    if (!copies) return { waiting: true };
    await endIssuance(tx, access, issuance, 'given');
    return { copies };
  } catch (error) {
    if (!cardRefusal(error)) throw error;
    await endIssuance(tx, access, issuance, 'denied');
    return { denied: true };
  }
}

/** Notes what a wallet says has become of copies (OpenID4VCI section 11). */
export async function notificationEndpoint(gov: Government, request: Request, body: unknown): Promise<Response> {
  const access = await accessOf(gov.db, gov, request);
  const { notification_id: given, event } = (body ?? {}) as Record<string, unknown>;
  const known = EVENTS.find((one) => one === event);
  if (!known) throw new IssuingError('invalid_notification_request', `event is one of ${EVENTS.join(', ')}.`);
  const id = idIn(given);
  if (id === undefined || !(await noteEvent(gov.db, access, id, known)))
    throw new IssuingError('invalid_notification_id', 'Nothing was given out under this notification_id.');
  return new Response(null, { status: 204 });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const idIn = (value: unknown): string | undefined => (UUID.test(String(value)) ? String(value) : undefined);
