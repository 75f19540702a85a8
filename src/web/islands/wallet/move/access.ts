import { now } from '../../shared/clock.ts';
import { sendBound } from '../issuance/dpop.ts';
import { type Fetch, isObject, type Json, jsonOf, saidOf } from '../issuance/http.ts';
import { clientOf, redeem } from '../issuance/issue.ts';
import { issuerOf, serverOf } from '../issuance/metadata.ts';
import { IssuanceError } from '../issuance/problem.ts';
import type { Grant } from '../model.ts';
import { grantsOf, type OpenWallet } from '../store.ts';

/*
 * What a wallet asks of the house about its own cards: by the tokens with which it fetched them, and never by who is signed
 * in here. The addresses are ours; OpenID4VCI knows no moving.
 */

/** By what this wallet may ask. */
export interface Access {
  key: CryptoKeyPair;
  /** As whom; undefined for nobody in particular. */
  clientId: string | undefined;
  token: string;
  /** By which later copies are fetched: the id of a grant that is kept. */
  grant: string;
}

/** A token ends while it is under way: one that has so little left is fetched anew, in milliseconds. */
const MARGIN = 10_000;

/**
 * By what this wallet was given a card of this house. @param anew whether it is to be renewed though it is not over yet.
 * @throws IssuanceError `over` where it is let in no more, `refused` where it holds nothing by which it could be.
 */
export async function ownAccess(wallet: OpenWallet, fetch: Fetch, anew = false): Promise<Access> {
  const grants = (await grantsOf(wallet)).filter(({ issuer }) => new URL(issuer).origin === location.origin);
  let last = new IssuanceError('refused', 'no grant');
  for (const grant of grants.toReversed()) {
    try {
      return await accessBy(wallet, fetch, grant, anew);
    } catch (error) {
      if (!(error instanceof IssuanceError) || error.reason === 'unreachable') throw error;
      last = error;
    }
  }
  throw last;
}

/** The access that a grant stands for, renewed where it is over. @throws IssuanceError as `ownAccess` */
export async function accessBy(wallet: OpenWallet, fetch: Fetch, grant: Grant, anew = false): Promise<Access> {
  const [{ clientId }, { key }] = [grant, await clientOf(wallet, grant.authorizationServer)];
  if (!anew && grant.expiresAt > now() + MARGIN) return { key, clientId, token: grant.accessToken, grant: grant.id };
  if (!grant.refreshToken) throw new IssuanceError('refused', 'no refresh token');
  const issuer = await issuerOf(fetch, grant.issuer);
  const server = await serverOf(fetch, issuer, grant.authorizationServer);
  const grounds = { kind: 'refresh', refreshToken: grant.refreshToken } as const;
  const { token } = await redeem(wallet, fetch, { issuer, server }, grounds, grant);
  return { key, clientId, token: token.accessToken, grant: grant.id };
}

/** Asks one of the house's own addresses. @throws IssuanceError `over` where the wallet is let in no more, else `refused`. */
export async function askHouse(fetch: Fetch, { key, token }: Access, path: string, body?: Json): Promise<Json> {
  const headers = { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) };
  const how = { method: body ? 'POST' : 'GET', headers, ...(body && { body: JSON.stringify(body) }) };
  const answer = await sendBound(fetch, key, location.origin + path, how, token);
  const said = await jsonOf(answer);
  if (answer.status === 401) throw new IssuanceError('over', saidOf(said));
  if (!answer.ok) throw new IssuanceError('refused', saidOf(said));
  return said;
}

/** The objects in a list; none for what is no list. */
export const objectsOf = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);
