import { errors, type Provider, type TokenEndpointGrantContext } from 'oidc-provider';
import type { Db } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { cardsOf } from '../cards/index.ts';
import { originOf } from '../issuers/index.ts';
import { askedWithin, hashOf } from './adapter.ts';
import { type Configuration, configurationsOf, MOVE_SCOPE } from './configurations.ts';
import { CARRIED_DETAILS, detailOf, detailsIn } from './details.ts';
import { checkDpop } from './dpop.ts';
import { isTransactionCode, noteOffer, type OpenOffer, openOffer } from './offers.ts';
import { permit } from './permits.ts';
import { IssuingError } from './problems.ts';

interface Params extends Record<string, unknown> {
  'pre-authorized_code'?: string;
  tx_code?: string;
  [CARRIED_DETAILS]?: string;
}
type Asked = TokenEndpointGrantContext<Params>;

/**
 * The grant by pre-authorized code (OpenID4VCI section 6). oidc-provider has one, too, which ends a code at its first wrong
 * transaction code and keeps both as they are; here there are three tries, and hashes.
 */
export const preAuthorizedGrant = (gov: Government, provider: Provider) => async (asked: Asked) => {
  const tx = askedWithin();
  const { 'pre-authorized_code': code, tx_code: transactionCode } = asked.oidc.params;
  if (typeof code !== 'string' || code === '') throw new errors.InvalidRequest('pre-authorized_code is missing');
  const thumbprint = await keyOf(tx, gov, asked);
  const offer = await openOffer(tx, gov, 'code', code, { lock: true });
  if (!offer) throw new errors.InvalidGrant('the code is not there, was used, or has lapsed');
  await checkTransactionCode(tx, gov, offer, transactionCode);
  // Whoever moves cards ends what is on another device: that is bound to a key.
  if (offer.kind === 'move' && !thumbprint) throw new errors.InvalidDpopProof('DPoP is required for moving cards');
  const wanted = wantedOf(gov, offer, asked.oidc.params[CARRIED_DETAILS]);
  await noteOffer(tx, gov, offer, 'taken');
  await issueTokens(tx, gov, provider, asked, { offer, wanted, thumbprint });
};

async function checkTransactionCode(tx: Db, gov: Government, offer: OpenOffer, given: unknown): Promise<void> {
  const { transactionCode } = offer;
  if (!transactionCode) {
    if (given !== undefined) throw new errors.InvalidRequest('tx_code is not expected');
    return;
  }
  if (typeof given !== 'string' || given === '') throw new errors.InvalidRequest('tx_code is missing');
  if (await isTransactionCode(gov, { ...offer, transactionCode }, given)) return;
  await noteOffer(tx, gov, offer, 'tried');
  throw new errors.InvalidGrant('tx_code is wrong');
}

/** The key that the sender has proved to hold; undefined where it did not try to. */
async function keyOf(tx: Db, gov: Government, asked: Asked): Promise<string | undefined> {
  const proof = asked.get('dpop');
  if (!proof) {
    if (asked.oidc.client.dpopBoundAccessTokens) throw new errors.InvalidDpopProof('DPoP is required for this client');
    return undefined;
  }
  try {
    return await checkDpop(tx, gov, { proof, method: 'POST', url: `${originOf(gov)}/oauth/token` });
  } catch (error) {
    if (!(error instanceof IssuingError)) throw error;
    const nonce = error.headers['dpop-nonce'];
    if (nonce) asked.set('dpop-nonce', nonce);
    throw new errors.CustomOIDCProviderError(error.code, error.message);
  }
}

/** Which of what is offered a wallet wants, where it says so by details (OpenID4VCI section 6.1.1). */
function wantedOf(gov: Government, offer: OpenOffer, details: string | undefined): Configuration[] | undefined {
  const wanted = detailsIn(gov, details);
  if (wanted && !wanted.every(({ type }) => type.id === offer.type))
    throw new errors.InvalidAuthorizationDetails('authorization_details ask for what is not offered');
  return wanted;
}

interface Granting {
  offer: OpenOffer;
  wanted: Configuration[] | undefined;
  thumbprint: string | undefined;
}

async function issueTokens(
  tx: Db,
  gov: Government,
  provider: Provider,
  asked: Asked,
  { offer, wanted, thumbprint }: Granting,
): Promise<void> {
  const { client } = asked.oidc;
  const offered = configurationsOf(gov).filter(({ type }) => type.id === offer.type);
  const scope = offer.type === null ? MOVE_SCOPE : (wanted ?? offered).map(({ id }) => id).join(' ');
  const grant = new provider.Grant({ accountId: offer.person, clientId: client.clientId });
  grant.addOIDCScope(scope);
  for (const one of wanted ?? []) grant.addRar(detailOf(one));
  const grantId = await grant.save();
  await permitOffered(tx, offer, hashOf(grantId));
  const common = { accountId: offer.person, client, grantId, gty: 'pre_authorized_code', scope };
  const bound = thumbprint ? { jkt: thumbprint } : {};
  const token = new provider.AccessToken({ ...common, ...bound });
  const access = await token.save();
  const refresh = thumbprint
    ? await new provider.RefreshToken({ ...common, ...bound, rotations: 0 }).save()
    : undefined;
  asked.body = {
    access_token: access,
    token_type: token.tokenType,
    expires_in: token.expiration,
    scope,
    ...(refresh && { refresh_token: refresh }),
  };
}

async function permitOffered(tx: Db, offer: OpenOffer, grant: Buffer): Promise<void> {
  const { person, type, subject, key, byKind, officer } = offer;
  if (type !== null) return permit(tx, { person, grant, type, subject: subject!, key: key!, byKind, officer });
  await permitHeld(tx, person, grant);
}

/** Lets a wallet fetch copies of the cards that its person has now. */
export async function permitHeld(tx: Db, person: string, grant: Buffer): Promise<void> {
  for (const { id: card, type, subject, key, state } of await cardsOf(tx, person))
    if (state !== 'revoked')
      await permit(tx, { person, grant, type, subject, key, card, byKind: 'holder', officer: null });
}
