import type { CopyFormat } from '../model.ts';
import { type Fetch, fetchJson, isObject, isSafe, type Json, textOf, textsOf } from './http.ts';
import { IssuanceError } from './problem.ts';

/** What an issuer says of itself (OpenID4VCI 1.0 §12.2), as far as it is used here. */
export interface Issuer {
  id: string;
  display: unknown;
  authorizationServers: readonly string[];
  endpoints: { credential: string; nonce?: string; deferred?: string; notification?: string };
  /** How many copies it gives at once, at most. */
  batch: number;
  configurations: ReadonlyMap<string, Configuration>;
  /** How answers may be enciphered, and whether they must (§10); undefined where they cannot be. */
  responseEncryption?: { required: boolean; encs: readonly string[] };
  requestEncryption?: { required: boolean; jwks: readonly JsonWebKey[]; encs: readonly string[] };
}

/** One thing that it gives, in one format. */
export interface Configuration {
  id: string;
  format: CopyFormat;
  /** `vct` or document type. */
  type: string;
  scope?: string;
  /** Whether copies are bound to a key of their holder. */
  bound: boolean;
  display: unknown;
  claims: readonly Json[];
}

/** What grants access (RFC 8414), as far as it is used here. */
export interface AuthorizationServer {
  issuer: string;
  token: string;
  authorization?: string;
  pushed?: string;
  responseModes: readonly string[];
  /** Whether it says in its answers who it is (RFC 9207). */
  namesItself: boolean;
  /** Whether a pre-authorized code may be used by nobody in particular. */
  anonymous: boolean;
}

/** Formats that are held here, and where each tells its type. */
const FORMATS: Readonly<Record<CopyFormat, string>> = {
  'dc+sd-jwt': 'vct',
  mso_mdoc: 'doctype',
  compact: 'type',
};

/** More copies at once no phone wants to keep. */
const MOST_COPIES = 30;

/** Puts a well-known name between host and path (RFC 8615, RFC 8414 §3.1). */
export function wellKnown(identifier: string, name: string): string {
  const { origin, pathname } = new URL(identifier);
  return `${origin}/.well-known/${name}${pathname === '/' ? '' : pathname.replace(/\/$/, '')}`;
}

/** What an issuer says of itself. Throws an IssuanceError. */
export async function issuerOf(fetch: Fetch, id: string): Promise<Issuer> {
  const said = await fetchJson(fetch, wellKnown(id, 'openid-credential-issuer'));
  const credential = textOf(said.credential_endpoint);
  if (said.credential_issuer !== id || !credential || !isSafe(credential)) throw new IssuanceError('bad-issuer', id);
  const servers = textsOf(said.authorization_servers);
  const batch = isObject(said.batch_credential_issuance) ? Number(said.batch_credential_issuance.batch_size) : 1;
  return {
    id,
    display: said.display,
    authorizationServers: servers.length > 0 ? servers : [id],
    endpoints: {
      credential,
      ...optional('nonce', said.nonce_endpoint),
      ...optional('deferred', said.deferred_credential_endpoint),
      ...optional('notification', said.notification_endpoint),
    },
    batch: Math.max(1, Math.min(MOST_COPIES, Number.isSafeInteger(batch) ? batch : 1)),
    configurations: new Map([
      ...configurationsOf(said.credential_configurations_supported),
      // Not the standard's: what is shown without a network stands apart, so that no other wallet stumbles over its format.
      ...configurationsOf(said.offline_configurations_supported),
    ]),
    ...encryptionOf(said),
  };
}

const optional = (name: string, value: unknown) =>
  typeof value === 'string' && isSafe(value) ? { [name]: value } : {};

function configurationsOf(value: unknown): ReadonlyMap<string, Configuration> {
  const entries = Object.entries(isObject(value) ? value : {});
  return new Map(
    entries.flatMap(([id, one]) => {
      const configuration = isObject(one) ? configurationOf(id, one) : undefined;
      return configuration ? [[id, configuration] as const] : [];
    }),
  );
}

function configurationOf(id: string, one: Json): Configuration | undefined {
  const format = one.format as CopyFormat;
  const type = Object.hasOwn(FORMATS, String(format)) ? textOf(one[FORMATS[format]]) : undefined;
  if (!type) return undefined;
  const metadata = isObject(one.credential_metadata) ? one.credential_metadata : {};
  const scope = textOf(one.scope);
  return {
    id,
    format,
    type,
    ...(scope && { scope }),
    bound: Array.isArray(one.cryptographic_binding_methods_supported),
    display: metadata.display,
    claims: Array.isArray(metadata.claims) ? metadata.claims.filter(isObject) : [],
  };
}

function encryptionOf(said: Json): Pick<Issuer, 'responseEncryption' | 'requestEncryption'> {
  const [response, request] = [said.credential_response_encryption, said.credential_request_encryption];
  const jwks = isObject(request) && isObject(request.jwks) ? request.jwks.keys : undefined;
  return {
    ...(isObject(response) && {
      responseEncryption: {
        required: response.encryption_required === true,
        encs: textsOf(response.enc_values_supported),
      },
    }),
    ...(isObject(request) && {
      requestEncryption: {
        required: request.encryption_required === true,
        jwks: Array.isArray(jwks) ? (jwks as JsonWebKey[]) : [],
        encs: textsOf(request.enc_values_supported),
      },
    }),
  };
}

/** What the server that grants for an issuer says of itself; which one an offer may name. Throws an IssuanceError. */
export async function serverOf(fetch: Fetch, issuer: Issuer, wanted?: string): Promise<AuthorizationServer> {
  const id = wanted ?? issuer.authorizationServers[0]!;
  if (!issuer.authorizationServers.includes(id)) throw new IssuanceError('bad-issuer', id);
  const said = await fetchJson(fetch, wellKnown(id, 'oauth-authorization-server'));
  const token = textOf(said.token_endpoint);
  if (said.issuer !== id || !token || !isSafe(token)) throw new IssuanceError('bad-issuer', id);
  return {
    issuer: id,
    token,
    ...optional('authorization', said.authorization_endpoint),
    ...optional('pushed', said.pushed_authorization_request_endpoint),
    responseModes: textsOf(said.response_modes_supported),
    namesItself: said.authorization_response_iss_parameter_supported === true,
    anonymous: said['pre-authorized_grant_anonymous_access_supported'] === true,
  };
}
