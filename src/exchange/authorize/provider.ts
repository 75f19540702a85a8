import { type Adapter, type Configuration, errors, Provider } from 'oidc-provider';
import { adapterOf, alwaysAsk, houseRules, oncePerOrigin, originOf, secretFor } from '../../credentials/index.ts';
import type { Government } from '../../pack/index.ts';
import { clientOf, RECEIVER_METADATA } from './clients.ts';
import { DATA_DETAIL, type GrantedDetail } from './details.ts';
import { ANSWERS, consentPath, MOUNT } from './place.ts';
import { refuseDetail } from './refuse-detail.ts';

/*
 * The authorization server of those who ask for data, by the FAPI 2.0 Security Profile: receivers prove by a registered key
 * who they are, push what they ask for, and are given tokens that are bound to a key. Like that of wallets it signs nobody in.
 */

const DAY_S = 86_400;

/** How long each lasts, in seconds. A consent ends by itself, and with it all that a token opens. */
const LIFE = {
  AuthorizationCode: 60,
  AccessToken: 600,
  RefreshToken: 400 * DAY_S,
  Grant: 400 * DAY_S,
  Interaction: 1_800,
  PushedAuthorizationRequest: 60,
  Session: 1_800,
} as const;

/** The authorization server of receivers. */
export const exchangeServer = oncePerOrigin(makeProvider);

async function makeProvider(gov: Government, origin: string): Promise<Provider> {
  return new Provider(`${origin}${MOUNT}`, configurationFor(gov, await secretFor(gov, 'exchange')));
}

function configurationFor(gov: Government, nonceSecret: Buffer): Configuration {
  const resource = originOf(gov) + ANSWERS;
  return {
    ...houseRules(),
    adapter: (model) => (model === 'Client' ? registered(gov) : adapterOf(gov.db, 'exchange.oauth', model)),
    clientAuthMethods: ['private_key_jwt'],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    extraClientMetadata: { properties: [...RECEIVER_METADATA] },
    scopes: [],
    responseTypes: ['code'],
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: true, nonceSecret },
      fapi: { enabled: true, profile: '2.0' },
      // Which addresses are a receiver's is told by its hosts: `refuseDetail`.
      pushedAuthorizationRequests: {
        ...{ enabled: true, requirePushedAuthorizationRequests: true, allowUnregisteredRedirectUris: true },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => resource,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, asked) => {
          if (asked !== resource) throw new errors.InvalidTarget();
          return { scope: '', audience: resource, accessTokenTTL: LIFE.AccessToken, accessTokenFormat: 'opaque' };
        },
      },
      richAuthorizationRequests: {
        enabled: true,
        types: { [DATA_DETAIL]: { validate: (context, detail, client) => refuseDetail(gov, context, detail, client) } },
        authorizationDetailsForGrantSource: ({ oidc }) => oidc.entities.Grant?.rar,
        authorizationDetailsForAccessToken: (_context, _token, source) => source?.rar,
      },
      revocation: { enabled: true },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    discovery: { service_documentation: `${originOf(gov)}/developers` },
    enabledJWA: {
      ...{ dPoPSigningAlgValues: ['ES256'], idTokenSigningAlgValues: ['ES256'] },
      clientAuthSigningAlgValues: ['ES256'],
    },
    cookies: { names: { session: '_session', interaction: '_exchange', resume: '_exchange_resume' } },
    interactions: { policy: alwaysAsk(), url: (_context, { uid }) => consentPath(uid) },
    issueRefreshToken: async (_context, _client, source) => isRegular(source.rar as GrantedDetail[] | undefined),
    // FAPI 2.0 section 5.3.2.1: a token that is bound to a key is not rotated, since a lost answer would end the grant.
    rotateRefreshToken: false,
    ttl: LIFE,
  };
}

const isRegular = (details: readonly GrantedDetail[] | undefined): boolean => details?.[0]?.often !== 'once';

/** Receivers are relying parties: they register nowhere else. */
function registered(gov: Government): Adapter {
  const none = async () => undefined;
  return {
    find: (id) => clientOf(gov, id),
    ...{ upsert: none, consume: none, destroy: none, revokeByGrantId: none, findByUid: none, findByUserCode: none },
  };
}
