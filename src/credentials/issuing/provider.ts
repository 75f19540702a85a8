import { type Configuration, Provider } from 'oidc-provider';
import type { Government } from '../../pack/index.ts';
import { originOf } from '../issuers/index.ts';
import { adapterOf } from './adapter.ts';
import { oncePerOrigin } from './ask-server.ts';
import { configurationsOf, MOVE_SCOPE } from './configurations.ts';
import { CARRIED_DETAILS, CREDENTIAL_DETAIL } from './details.ts';
import { alwaysAsk, houseRules } from './house-rules.ts';
import { PRE_AUTHORIZED_CODE } from './offer-document.ts';
import { preAuthorizedGrant } from './pre-authorized.ts';
import { secretFor } from './secrets.ts';

/*
 * The authorization server: oidc-provider, at `/oauth`. It signs nobody in by itself. Whoever is to decide is sent to a page
 * of the portal, whose session says who they are, every time anew.
 */

/** Who asks without having registered: a wallet that takes an offer by its pre-authorized code. */
export const ANONYMOUS = 'anonymous';

/** The wallet of this installation. */
export const ownWallet = (gov: Pick<Government, 'config'>): string => `${originOf(gov)}/wallet`;

/** How long each lasts, in seconds. A device fetches new copies for as long as cards last, and a month. */
const LIFE = {
  AuthorizationCode: 60,
  AccessToken: 3_600,
  RefreshToken: 400 * 86_400,
  Grant: 400 * 86_400,
  Interaction: 1_800,
  Session: 1_800,
} as const;

/** The authorization server of wallets. */
export const authorizationServer = oncePerOrigin(makeProvider);

async function makeProvider(gov: Government, origin: string): Promise<Provider> {
  const provider = new Provider(`${origin}/oauth`, configurationFor(gov, await secretFor(gov, 'dpop')));
  provider.registerGrantType(PRE_AUTHORIZED_CODE, preAuthorizedGrant(gov, provider), [
    'pre-authorized_code',
    'tx_code',
    CARRIED_DETAILS,
  ]);
  return provider;
}

function configurationFor(gov: Government, nonceSecret: Buffer): Configuration {
  return {
    ...houseRules(),
    adapter: (model) => adapterOf(gov.db, 'credentials.oauth', model),
    clients: [
      {
        client_id: ownWallet(gov),
        client_name: gov.pack.title.en,
        redirect_uris: [ownWallet(gov)],
        grant_types: ['authorization_code', 'refresh_token', PRE_AUTHORIZED_CODE],
        dpop_bound_access_tokens: true,
      },
      {
        client_id: ANONYMOUS,
        redirect_uris: [],
        response_types: [],
        grant_types: ['refresh_token', PRE_AUTHORIZED_CODE],
      },
    ],
    clientAuthMethods: ['none'],
    clientDefaults: {
      grant_types: ['authorization_code', 'refresh_token', PRE_AUTHORIZED_CODE],
      token_endpoint_auth_method: 'none',
      id_token_signed_response_alg: 'ES256',
      response_types: ['code'],
    },
    scopes: [...configurationsOf(gov).map(({ id }) => id), MOVE_SCOPE],
    responseTypes: ['code'],
    extraParams: ['issuer_state', 'authorization_details'],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: true, nonceSecret },
      pushedAuthorizationRequests: { enabled: true, requirePushedAuthorizationRequests: true },
      registration: { enabled: gov.config.WALLETS === 'open', issueRegistrationAccessToken: false },
      revocation: { enabled: true },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    discovery: {
      'pre-authorized_grant_anonymous_access_supported': true,
      authorization_details_types_supported: [CREDENTIAL_DETAIL],
      service_documentation: `${originOf(gov)}/developers`,
    },
    enabledJWA: { dPoPSigningAlgValues: ['ES256'], idTokenSigningAlgValues: ['ES256'] },
    interactions: { policy: alwaysAsk(), url: (_context, { uid }) => `/wallets/consent/${uid}` },
    // A token that whoever finds it can use is for minutes only; one that is bound to a key may be renewed.
    issueRefreshToken: async ({ oidc }) => oidc.entities.AccessToken?.jkt !== undefined,
    // Rotation is for those that are not bound to a key (RFC 9700 section 4.14.2): a lost answer would end the grant.
    rotateRefreshToken: ({ oidc }) => oidc.entities.RefreshToken?.jkt === undefined,
    ttl: LIFE,
  };
}
