import { CompactEncrypt, decodeJwt, importJWK } from 'jose';
import { sha256Of } from '../src/credentials/index.ts';
import { bindingOf, bindKey, disclose, type PresentationRequest, responseTo } from '../src/formats/index.ts';
import { ask, type Flow } from './flow.ts';
import { type Copy, LICENCE } from './issuance-flow.ts';
import { signBy } from './signing-key.ts';

/** The claims of a request that are read. */
interface RequestClaims {
  client_id: string;
  response_uri: string;
  nonce: string;
  state: string;
  dcql_query: PresentationRequest['query'];
  client_metadata: { jwks: { keys: PresentationRequest['key'][] } };
}

interface Opened {
  id: string;
  uri: string;
}

/** The shop's question, and what answers it. */
const USE = 'age';
const SHOWN = [['age_equal_or_over', '18']];

/** A shop with a key of the API asks each of these, who shows their copy: from its question to what it is told. */
export async function showCopies(flow: Flow, origin: string, key: string, copies: readonly Copy[]): Promise<void> {
  const asShop = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const opened = await flow.step('opened', copies, async () => {
    const body = JSON.stringify({ use: USE });
    return JSON.parse(
      (await ask(`${origin}/api/presentations`, { method: 'POST', headers: asShop, body })).text,
    ) as Opened;
  });
  const requests = await flow.step('request', opened, async ({ uri }) => {
    const url = new URL(uri).searchParams.get('request_uri')!;
    const body = new URLSearchParams({ wallet_nonce: 'n-0S6_WzA2Mj' });
    return decodeJwt<RequestClaims>((await ask(url, { method: 'POST', body })).text);
  });
  const answers = await Promise.all(requests.map((request, nth) => answerTo(request, copies[nth]!)));
  await flow.step('response', answers, ({ url, response }) =>
    ask(url, { method: 'POST', body: new URLSearchParams({ response }) }),
  );
  const outcomes = await flow.step('verdict', opened, async ({ id }) =>
    JSON.parse((await ask(`${origin}/api/presentations/${id}`, { headers: asShop })).text),
  );
  const other = outcomes.find(({ state }) => state !== 'answered');
  if (other) throw new Error(`A presentation is ${JSON.stringify(other)}`);
}

async function answerTo(request: RequestClaims, { text, key }: Copy): Promise<{ url: string; response: string }> {
  const asked = { ...request, clientId: request.client_id, responseUri: request.response_uri };
  const sent: PresentationRequest = {
    ...asked,
    ...{ key: request.client_metadata.jwks.keys[0]!, encs: ['A256GCM'], query: request.dcql_query },
    mode: 'direct_post.jwt',
  };
  const { nonce, audience } = bindingOf(sent, sha256Of);
  const at = Math.floor(Date.now() / 1000);
  const shown = signBy(key, bindKey(disclose(text, SHOWN, sha256Of), { alg: 'ES256', nonce, audience, at }, sha256Of));
  const { payload, alg, enc, jwk, kid } = responseTo(sent, { [queryOf(request)]: [shown] });
  const response = await new CompactEncrypt(new TextEncoder().encode(payload))
    .setProtectedHeader({ alg, enc, kid })
    .encrypt(await importJWK(jwk as never, alg));
  return { url: request.response_uri, response };
}

/** The credential query that a licence answers. */
const queryOf = ({ dcql_query: { credentials } }: RequestClaims): string =>
  credentials.find(({ meta }) => meta.vct_values?.[0]?.endsWith(`/${LICENCE}`))!.id;
