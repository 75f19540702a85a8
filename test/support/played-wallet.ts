import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto';
import { CompactEncrypt, decodeJwt, importJWK } from 'jose';
import { grantCard, issueCopies, sha256Of } from '../../src/credentials/index.ts';
import {
  bindingOf,
  bindKey,
  disclose,
  type PresentationRequest,
  readTransaction,
  refusalOf,
  responseTo,
} from '../../src/formats/index.ts';
import { transaction } from '../../src/kernel/index.ts';
import type { Government } from '../../src/pack/index.ts';

/** What a wallet reads in a request before it asks its holder. */
export interface ReadRequest extends PresentationRequest {
  responseUri: string;
  /** The registration that came along: whose it is, and what for. */
  registration: { name: { lang: string; value: string }[]; purpose: { lang: string; value: string }[] };
}

/** The claims of a request that are read. */
interface RequestClaims {
  client_id: string;
  response_uri: string;
  nonce: string;
  state: string;
  dcql_query: ReadRequest['query'];
  client_metadata: { jwks: { keys: ReadRequest['key'][] } };
  verifier_info: { data: string }[];
  transaction_data?: [string];
}

/** A wallet that a test plays: it holds copies of a person's card and answers requests (OpenID4VP 1.0), believing them. */
export class PlayedWallet {
  readonly #gov: Government;
  readonly #copies: { text: string; key: KeyObject }[];

  constructor(gov: Government, copies: { text: string; key: KeyObject }[]) {
    this.#gov = gov;
    this.#copies = copies;
  }

  /** Fetches what is asked, by the link or code of a page. */
  async read(uri: string): Promise<ReadRequest> {
    const { searchParams } = new URL(uri);
    const response = await fetch(searchParams.get('request_uri')!, { method: 'POST', body: new URLSearchParams() });
    if (!response.ok) throw new Error(`The request answered ${response.status}: ${await response.text()}`);
    const claims = decodeJwt<RequestClaims>(await response.text());
    const { client_metadata, verifier_info, dcql_query, nonce, state, client_id, response_uri, transaction_data } =
      claims;
    const transaction = transaction_data && readTransaction(transaction_data[0]);
    return {
      ...{ clientId: client_id, nonce, state, query: dcql_query, mode: 'direct_post.jwt', responseUri: response_uri },
      ...{ key: client_metadata.jwks.keys[0]!, encs: ['A256GCM'] },
      ...(transaction && { transaction }),
      registration: decodeJwt<ReadRequest['registration']>(verifier_info[0]!.data),
    };
  }

  /** The answer to a request, encrypted, with the next copy. */
  async answerTo(request: ReadRequest): Promise<string> {
    const copy = this.#copies.shift();
    const [query] = request.query.credentials;
    if (!copy || !query) throw new Error('There is no copy left');
    const { nonce, audience, transaction } = bindingOf(request, sha256Of);
    const paths = (query.claims ?? []).map(({ path }) => path);
    const at = Math.floor(this.#gov.clock.now().getTime() / 1000);
    const shown = disclose(copy.text, paths, sha256Of);
    const bound = bindKey(shown, { alg: 'ES256', nonce, audience, at, transaction }, sha256Of);
    const signature = sign('sha256', bound.input, { key: copy.key, dsaEncoding: 'ieee-p1363' });
    const { payload, alg, enc, jwk, kid } = responseTo(request, { [query.id]: [bound.finish(signature)] });
    return new CompactEncrypt(new TextEncoder().encode(payload))
      .setProtectedHeader({ alg, enc, kid })
      .encrypt(await importJWK(jwk as never, 'ECDH-ES'));
  }

  /** Agrees. Where the wallet goes then, if it is on the same device. */
  async agree(uri: string): Promise<string | undefined> {
    const request = await this.read(uri);
    return this.send(request, { response: await this.answerTo(request) });
  }

  /** Says no. */
  async refuse(uri: string): Promise<string | undefined> {
    const request = await this.read(uri);
    return this.send(request, refusalOf(request, 'access_denied'));
  }

  /** Sends an answer as it is. @throws Error where it is refused. */
  async send({ responseUri }: ReadRequest, form: Record<string, string>): Promise<string | undefined> {
    const response = await fetch(responseUri, { method: 'POST', body: new URLSearchParams(form) });
    if (!response.ok) throw new Error(`The answer was answered ${response.status}: ${await response.text()}`);
    return ((await response.json()) as { redirect_uri?: string }).redirect_uri;
  }
}

/** A wallet with copies of a card of a person, who may have it. */
export async function walletOf(gov: Government, person: string, type = 'resident-card'): Promise<PlayedWallet> {
  const pairs = Array.from({ length: 10 }, () => generateKeyPairSync('ec', { namedCurve: 'P-256' }));
  const texts = await transaction(gov.db, async (tx) => {
    const card = await grantCard(tx, gov, { person, type });
    const keys = pairs.map(({ publicKey }) => publicKey.export({ format: 'jwk' }));
    const [wallet, request] = [randomUUID(), randomUUID()];
    return issueCopies(tx, gov, { card, format: 'dc+sd-jwt', keys, wallet, request });
  });
  return new PlayedWallet(
    gov,
    texts.map((text, index) => ({ text, key: pairs[index]!.privateKey })),
  );
}
