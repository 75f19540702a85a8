import { now } from '../../shared/clock.ts';
import { sendBound } from './dpop.ts';
import { type Fetch, isObject, type Json, jsonOf, saidOf, textOf, textsOf } from './http.ts';
import type { AuthorizationServer } from './metadata.ts';
import { IssuanceError } from './problem.ts';

/** What an authorization server granted (RFC 6749 §5.1, OpenID4VCI 1.0 §6.2). */
export interface Token {
  accessToken: string;
  /** When it ends, in milliseconds since 1970. */
  expiresAt: number;
  refreshToken?: string;
  scope?: string;
  /** By configuration: how what is granted is called in requests, where it is to be called so (§6.2). */
  identifiers: ReadonlyMap<string, readonly string[]>;
  /** As whom it was asked for; undefined for nobody in particular. */
  clientId?: string;
}

/** By what a token is asked for. */
export type Grounds =
  | { kind: 'pre-authorized'; code: string; transactionCode?: string | undefined }
  | { kind: 'code'; code: string; verifier: string; redirectUri: string }
  | { kind: 'refresh'; refreshToken: string };

/** Who asks, with which key. */
export interface Client {
  id: string;
  /** It asks as nobody in particular. */
  anonymous?: boolean;
  key: CryptoKeyPair;
}

const DEFAULT_SECONDS = 300;

/** Asks for a token. Throws an IssuanceError: `over` where the grounds are not good, or not any more. */
export async function tokenFor(
  fetch: Fetch,
  server: AuthorizationServer,
  client: Client,
  grounds: Grounds,
): Promise<Token> {
  const isAnonymous = client.anonymous || (grounds.kind === 'pre-authorized' && server.anonymous);
  const id = isAnonymous ? undefined : client.id;
  const body = new URLSearchParams({
    ...PARAMETERS[grounds.kind](grounds as never),
    ...(id && { client_id: id }),
  });
  const answer = await sendBound(fetch, client.key, server.token, { method: 'POST', body });
  const said = await jsonOf(answer);
  const accessToken = textOf(said.access_token);
  if (!answer.ok || !accessToken) throw new IssuanceError('over', saidOf(said));
  if (String(said.token_type).toLowerCase() !== 'dpop') throw new IssuanceError('bad-issuer', 'token_type');
  const seconds = Number.isFinite(said.expires_in) ? (said.expires_in as number) : DEFAULT_SECONDS;
  const [refreshToken, scope] = [textOf(said.refresh_token), textOf(said.scope)];
  return {
    accessToken,
    expiresAt: now() + seconds * 1000,
    ...(refreshToken && { refreshToken }),
    ...(scope && { scope }),
    identifiers: identifiersIn(said),
    ...(id && { clientId: id }),
  };
}

type Parameters = { [Kind in Grounds['kind']]: (grounds: Extract<Grounds, { kind: Kind }>) => Record<string, string> };

const PARAMETERS: Parameters = {
  'pre-authorized': ({ code, transactionCode }) => ({
    grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
    'pre-authorized_code': code,
    ...(transactionCode !== undefined && { tx_code: transactionCode }),
  }),
  code: ({ code, verifier, redirectUri }) => ({
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: redirectUri,
  }),
  refresh: ({ refreshToken }) => ({ grant_type: 'refresh_token', refresh_token: refreshToken }),
};

function identifiersIn({ authorization_details }: Json): Token['identifiers'] {
  const details = Array.isArray(authorization_details) ? authorization_details.filter(isObject) : [];
  return new Map(
    details.flatMap(({ credential_configuration_id, credential_identifiers }) => {
      const identifiers = textsOf(credential_identifiers);
      return typeof credential_configuration_id === 'string' && identifiers.length > 0
        ? [[credential_configuration_id, identifiers] as const]
        : [];
    }),
  );
}
