import { type Static, type TSchema, Type } from 'typebox';
import { type Route, route } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { refusedAs } from '../refused-as.ts';
import { askServer, type HouseServer } from './ask-server.ts';
import type { Configuration } from './configurations.ts';
import { CARRIED_DETAILS, type CredentialDetail, detailOf, detailsGranted, detailsIn } from './details.ts';
import { PRE_AUTHORIZED_CODE } from './offer-document.ts';
import { IssuingError, toWallet } from './problems.ts';
import { ANONYMOUS, authorizationServer } from './provider.ts';
import { browserRoute, Form, formRoute, publishedRoutes, sendForm } from './server-routes.ts';

const WALLETS_SERVER: HouseServer = { mount: '/oauth', providerOf: authorizationServer };

const PUSHED = '/request';
const TOKEN = '/token';

/** So many wallets may register from one address in a minute. */
const REGISTRATIONS_A_MINUTE = 5;

/**
 * What a wallet may say of itself (RFC 7591): its name, and where its people come back to. Keys, logos and addresses to fetch
 * from are not taken, and it has no secret.
 */
const Registration = Type.Object({
  client_name: Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\p{C}<>]+$' }),
  redirect_uris: Type.Array(Type.String({ minLength: 8, maxLength: 500 }), { minItems: 1, maxItems: 5 }),
});

/** The authorization server (OpenID4VCI section 5 and 6; RFC 8414, 9126, 7591, 7009). */
export function oauthRoutes(gov: Government): Route[] {
  return [
    ...publishedRoutes(gov, WALLETS_SERVER, 'wallets'),
    walletForm(gov, PUSHED, 'A wallet pushes its authorization request (RFC 9126)'),
    walletForm(gov, TOKEN, 'A wallet is given tokens for a code, a pre-authorized code or a refresh token'),
    walletForm(gov, '/token/revocation', 'A wallet gives a token back (RFC 7009)'),
    route({
      method: 'POST',
      path: `${WALLETS_SERVER.mount}/reg`,
      audience: 'public',
      crossSite: true,
      perMinute: REGISTRATIONS_A_MINUTE,
      summary: 'A wallet registers, so that it can send people here to sign in (RFC 7591)',
      body: Type.Intersect([Registration, Form]) as TSchema as typeof Registration,
      problem: refusedAs('invalid_client_metadata'),
      handle: ({ body }) => toWallet(() => register(gov, body)),
    }),
    browser(gov, '/auth', 'A wallet sends its person here, to sign in and agree'),
    browser(gov, '/auth/:uid', 'Where a person goes on to their wallet after they have agreed'),
  ];
}

/** As a program on the device: an address of its own site, of the device itself, or a scheme of its own. */
function register(gov: Government, { client_name, redirect_uris }: Static<typeof Registration>): Promise<Response> {
  if (gov.config.WALLETS === 'closed')
    throw new IssuingError('access_denied', 'Wallets do not register by themselves here.', 403);
  const open = { application_type: 'native', token_endpoint_auth_method: 'none' };
  const said = { client_name, redirect_uris, ...open };
  return askServer(gov, WALLETS_SERVER, {
    method: 'POST',
    path: '/reg',
    type: 'application/json',
    body: JSON.stringify(said),
  });
}

function walletForm(gov: Government, path: string, summary: string): Route {
  return formRoute(WALLETS_SERVER, { path, summary }, (form, request) => toWallet(() => answer(form, request)));

  async function answer(form: URLSearchParams, request: Request): Promise<Response> {
    const details = detailsIn(gov, form.get('authorization_details'));
    if (details && path === PUSHED) addScopes(form, details);
    if (path === TOKEN) carryDetails(form);
    const grant = form.get('grant_type');
    // Who takes an offer need not have registered; an unknown name is as good as none, since it opens nothing.
    const server = await authorizationServer(gov);
    const given = form.get('client_id');
    const mayBeAnonymous = grant === PRE_AUTHORIZED_CODE || (given === null && grant !== 'authorization_code');
    if (mayBeAnonymous && !(given && (await server.Client.find(given)))) form.set('client_id', ANONYMOUS);
    const answered = await sendForm(gov, WALLETS_SERVER, path, form, request);
    return path === TOKEN && answered.ok ? withDetails(gov, answered, details) : answered;
  }
}

/** What is asked for by details is asked for by scopes from here on. */
function addScopes(form: URLSearchParams, details: readonly Configuration[]): void {
  const scopes = (form.get('scope') ?? '').split(' ').filter(Boolean);
  form.set('scope', [...new Set([...scopes, ...details.map(({ id }) => id)])].join(' '));
}

/** Under another name, and only there. */
function carryDetails(form: URLSearchParams): void {
  const details = form.get('authorization_details');
  form.delete('authorization_details');
  form.delete(CARRIED_DETAILS);
  if (details !== null) form.set(CARRIED_DETAILS, details);
}

/** Names in an answer with a token what may be fetched by it, where its wallet has asked by details, now or before. */
async function withDetails(gov: Government, answered: Response, asked?: readonly Configuration[]): Promise<Response> {
  const said = (await answered.json()) as { access_token: string };
  const headers = new Headers(answered.headers);
  headers.delete('content-length');
  const answer = (body: object) => Response.json(body, { status: answered.status, headers });
  const server = await authorizationServer(gov);
  const token = await server.AccessToken.find(said.access_token);
  // Gone already where its code came a second time meanwhile: it opens nothing, whatever is said of it.
  if (!token) return answer(said);
  const { accountId: person, grantId } = token;
  const grant = await server.Grant.find(grantId!);
  const details = asked?.map(detailOf) ?? (grant?.rar as CredentialDetail[] | undefined) ?? [];
  const granted = await detailsGranted(gov.db, gov, { person: person!, grantId: grantId!, details });
  return answer(granted.length > 0 ? { ...said, authorization_details: granted } : said);
}

const browser = (gov: Government, path: string, summary: string): Route =>
  browserRoute(gov, WALLETS_SERVER, { path, summary, wrong: WRONG });

const WRONG = {
  ko: '지갑이 보낸 요청이 잘못되었거나 시간이 지났어요. 지갑에서 처음부터 다시 시작해 주세요.',
  'zh-Hant': '皮夾送來的要求有誤或已逾時，請回到皮夾重新開始。',
  en: 'What the wallet asked for is wrong or has timed out. Start again in the wallet.',
};
