import { type Issuer, issuerOf, KEEPER, randomOf, relyingParty, sha256Of } from '../../../credentials/index.ts';
import { type HttpRequest, signMessage, toBase64Url } from '../../../formats/index.ts';
import type { Government } from '../../../pack/index.ts';
import { isLocalSite, isOwnHost } from '../hosts.ts';
import { receiverOf } from '../store.ts';
import { bodyOf, WEBHOOK_TAG, type Webhook } from './model.ts';
import { post } from './post.ts';
import { giveUpAll, noteOutcome, partiesToTell, takeWebhook } from './store.ts';

/** So many a receiver is told in one round: one that answers slowly must not keep the others waiting. */
const MOST_IN_ROUND = 20;

/** Tells receivers what is due: each by itself and in order, until one cannot be told. */
export async function sendWebhooks(gov: Government): Promise<void> {
  const parties = await partiesToTell(gov.db, gov.clock.now());
  await Promise.all(parties.map((party) => sendTo(gov, party)));
}

async function sendTo(gov: Government, party: string): Promise<void> {
  const [receiver, known] = await Promise.all([receiverOf(gov.db, party), relyingParty(gov.db, gov, party)]);
  const address = receiver?.webhook;
  // Hosts may have changed since: what was registered with them counts as long as they are the party's.
  if (!address || !known || known.withdrawnAt || !isOwnHost(gov, known.hosts, address)) return giveUpAll(gov.db, party);
  for (let sent = 0; sent < MOST_IN_ROUND; sent += 1) {
    const at = gov.clock.now();
    const webhook = await takeWebhook(gov.db, party, at);
    if (!webhook) return;
    const request = await signedWebhook(gov, address, webhook);
    const headers = Object.fromEntries(request.headers);
    const posted = await post(address, { headers, body: request.body, local: isLocalSite(gov) });
    const isDone = 'status' in posted && posted.status >= 200 && posted.status < 300;
    const outcome = 'status' in posted ? String(posted.status) : posted.failure;
    await noteOutcome(gov.db, webhook, { outcome, deliveredAt: isDone ? at : null });
    if (!isDone) return;
  }
}

/** A webhook as it is sent: signed by who keeps the trust list, whose keys anybody can look up. */
async function signedWebhook(gov: Government, url: string, webhook: Webhook): Promise<HttpRequest> {
  const at = gov.clock.now();
  const keeper = await issuerOf(gov, KEEPER, at);
  return signWebhook({ url, body: bodyOf(webhook), signer: keeper, created: Math.floor(at.getTime() / 1000) });
}

/** Who signs webhooks. */
export type WebhookSigner = Pick<Issuer, 'alg' | 'kid' | 'sign'>;

/** Signs a webhook (RFC 9421). @param created seconds since 1970. */
export function signWebhook({
  url,
  body,
  signer,
  created,
}: {
  url: string;
  body: string;
  signer: WebhookSigner;
  created: number;
}): HttpRequest {
  const request: HttpRequest = {
    ...{ method: 'POST', url, body: new TextEncoder().encode(body) },
    headers: new Headers({ 'content-type': 'application/json' }),
  };
  const parameters = { alg: signer.alg, keyid: signer.kid, tag: WEBHOOK_TAG, created };
  const unsigned = signMessage(request, { ...parameters, nonce: toBase64Url(randomOf(18)) }, sha256Of);
  const added = unsigned.finish(signer.sign(unsigned.input));
  for (const [name, value] of Object.entries(added)) request.headers.set(name, value);
  return request;
}
