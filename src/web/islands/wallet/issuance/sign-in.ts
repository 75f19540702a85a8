import { now } from '../../shared/clock.ts';
import type { OpenWallet } from '../store.ts';
import { beginAuthorization, codeOf, type Returned } from './authorization.ts';
import type { Fetch } from './http.ts';
import { clientOf, type Redeemed, redeem, walletAddress } from './issue.ts';
import { type AuthorizationServer, type Issuer, issuerOf, serverOf } from './metadata.ts';
import { type AwayPending, keepPending, takeAway } from './pending.ts';
import { IssuanceError } from './problem.ts';

/** For what somebody signs in. */
export interface SignIn {
  issuer: Issuer;
  server: AuthorizationServer;
  scopes: readonly string[];
  /** What goes on when they are back. */
  purpose: AwayPending['purpose'];
  /** What is to be fetched then. */
  configurations?: readonly string[];
  issuerState?: string | undefined;
}

/** Begins a sign-in at an issuer's server. @returns the address to go to: this page is left for it. */
export async function signIn(wallet: OpenWallet, fetch: Fetch, wanted: SignIn): Promise<string> {
  const { issuer, server, scopes, purpose, configurations = [], issuerState } = wanted;
  const redirectUri = walletAddress();
  const client = await clientOf(wallet, server.issuer);
  const { state, verifier, address } = await beginAuthorization(fetch, server, client, {
    scopes,
    redirectUri,
    issuerState,
  });
  await keepPending(wallet, {
    kind: 'away',
    id: state,
    verifier,
    issuer: issuer.id,
    authorizationServer: server.issuer,
    redirectUri,
    configurations,
    purpose,
    at: now(),
  });
  return address;
}

/** What somebody may fetch who is back from a sign-in. */
export interface Back {
  begun: AwayPending;
  issuer: Issuer;
  server: AuthorizationServer;
  redeemed: Redeemed;
}

/** Goes on after a return. Throws `not-begun` where this profile has begun nothing of the kind. */
export async function afterReturn(wallet: OpenWallet, fetch: Fetch, returned: Returned): Promise<Back> {
  const begun = await takeAway(wallet, returned.state);
  if (!begun) throw new IssuanceError('not-begun');
  const issuer = await issuerOf(fetch, begun.issuer);
  const server = await serverOf(fetch, issuer, begun.authorizationServer);
  const code = codeOf(returned, server);
  const { verifier, redirectUri } = begun;
  const redeemed = await redeem(wallet, fetch, { issuer, server }, { kind: 'code', code, verifier, redirectUri });
  return { begun, issuer, server, redeemed };
}
