import { sendBound } from './dpop.ts';
import { envelopeFor } from './encryption.ts';
import { type Fetch, isObject, type Json, jsonOf, saidOf, send, textOf } from './http.ts';
import type { Configuration, Issuer } from './metadata.ts';
import { IssuanceError } from './problem.ts';
import { proofsOf } from './proofs.ts';
import type { Client, Token } from './token.ts';

/** An issuer's answer (OpenID4VCI 1.0 §8.3). */
export type Given =
  | { kind: 'copies'; credentials: readonly string[]; notification: string | undefined }
  /** It decides later: it is asked again after so many seconds (§9). */
  | { kind: 'later'; transaction: string; seconds: number };

/** Whose request it is. */
export interface Asking {
  issuer: Issuer;
  client: Client;
  token: Token;
}

const ASK_AGAIN_SECONDS = 60;

/** How a request is kept, so that the same can be asked for once more. */
export interface KeptRequest {
  /** As it was sent before; undefined for the first time. */
  sent: Json | undefined;
  /** Keeps it as it is going to be sent. */
  keep(request: Json): Promise<void>;
}

/** Asks for copies, one for each key. Throws an IssuanceError: `over` where the token is not good any more. */
export async function askForCopies(
  fetch: Fetch,
  asking: Asking,
  configuration: Configuration,
  keys: readonly CryptoKeyPair[],
  kept?: KeptRequest,
): Promise<Given> {
  const address = asking.issuer.endpoints.credential;
  if (kept?.sent) {
    const answer = await post(fetch, asking, address, kept.sent);
    // Its nonce is over, so that it was never answered.
    if (answer.error !== 'invalid_nonce') return given(answer);
  }
  const [identifier] = asking.token.identifiers.get(configuration.id) ?? [];
  const what = identifier ? { credential_identifier: identifier } : { credential_configuration_id: configuration.id };
  const first = await ask(what);
  // Somebody else, or an earlier try, may have used the nonce up.
  return first.error === 'invalid_nonce' ? given(await ask(what)) : given(first);

  async function ask(of: Json): Promise<Json> {
    const { issuer, token } = asking;
    const nonce = await nonceOf(fetch, issuer);
    const proofs = { jwt: await proofsOf(keys, { issuer: issuer.id, nonce, clientId: token.clientId }) };
    const request = { ...of, proofs };
    await kept?.keep(request);
    return post(fetch, asking, address, request);
  }
}

/** Asks for what was to come later. Throws `over` where the issuer knows nothing of it. */
export async function askAgain(fetch: Fetch, asking: Asking, transaction: string): Promise<Given> {
  const { deferred } = asking.issuer.endpoints;
  if (!deferred) throw new IssuanceError('bad-issuer', asking.issuer.id);
  return given(await post(fetch, asking, deferred, { transaction_id: transaction }));
}

/** Tells the issuer what became of its copies (§11). Whether it hears it makes no difference here. */
export async function notify(
  fetch: Fetch,
  { issuer, client, token }: Asking,
  notification: string | undefined,
  event: 'credential_accepted' | 'credential_failure' | 'credential_deleted',
): Promise<void> {
  const address = issuer.endpoints.notification;
  if (!address || notification === undefined) return;
  const body = JSON.stringify({ notification_id: notification, event });
  const headers = { 'content-type': 'application/json' };
  await sendBound(fetch, client.key, address, { method: 'POST', headers, body }, token.accessToken).catch(() => {});
}

/** Something of the issuer's to sign (§7); undefined where it gives none. */
export async function nonceOf(fetch: Fetch, { endpoints }: Issuer): Promise<string | undefined> {
  if (!endpoints.nonce) return undefined;
  return textOf((await jsonOf(await send(fetch, endpoints.nonce, { method: 'POST' }))).c_nonce);
}

async function post(fetch: Fetch, { issuer, client, token }: Asking, address: string, body: Json): Promise<Json> {
  const envelope = await envelopeFor(issuer);
  const sealed = await envelope.seal({ ...body, ...envelope.members });
  const how = { method: 'POST', headers: { 'content-type': sealed.type }, body: sealed.body };
  const answer = await sendBound(fetch, client.key, address, how, token.accessToken);
  const said = await envelope.open(answer);
  if (answer.status === 401) throw new IssuanceError('over', saidOf(said));
  return answer.ok ? said : { error: 'failed', ...said };
}

function given(said: Json): Given {
  const { error, credentials, transaction_id, interval } = said;
  if (error !== undefined)
    throw new IssuanceError(error === 'invalid_transaction_id' ? 'over' : 'refused', saidOf(said));
  if (typeof transaction_id === 'string' && credentials === undefined)
    return {
      kind: 'later',
      transaction: transaction_id,
      seconds: Number.isFinite(interval) && (interval as number) > 0 ? (interval as number) : ASK_AGAIN_SECONDS,
    };
  const list = Array.isArray(credentials) ? credentials.map((one) => (isObject(one) ? one.credential : undefined)) : [];
  if (list.length === 0 || !list.every((one) => typeof one === 'string'))
    throw new IssuanceError('bad-copy', 'credentials');
  return { kind: 'copies', credentials: list, notification: textOf(said.notification_id) };
}
