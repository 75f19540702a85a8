import { type Db, first, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { originOf } from '../issuers/index.ts';
import { hashOf } from './adapter.ts';
import { checkDpop } from './dpop.ts';
import { IssuingError } from './problems.ts';
import { ANONYMOUS, authorizationServer } from './provider.ts';
import { walletOf, walletWasHere } from './wallets.ts';

/** Who asks with an access token, and what for. */
export interface Access {
  person: string;
  grant: Buffer;
  /** The device. */
  wallet: string;
  /** The wallet's program; undefined where it has not said. */
  client: string | undefined;
  scopes: ReadonlySet<string>;
  /** Whether it is bound to the device's key. */
  bound: boolean;
}

/**
 * Whose access token a request bears (RFC 6750, RFC 9449 section 7), and notes that their device was here. A token that is
 * bound to a key is worth nothing without it.
 * @throws IssuingError `invalid_token`, or what is wrong with the proof.
 */
export async function accessOf(db: Db, gov: Government, request: Request): Promise<Access> {
  const [, scheme, token] = /^(Bearer|DPoP) ([\w-]{1,500})$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  if (!scheme || !token) throw badToken('Send an access token.');
  const found = await (await authorizationServer(gov)).AccessToken.find(token);
  if (!found?.accountId || !found.clientId) throw badToken('This access token is not valid.');
  if ((scheme.toLowerCase() === 'dpop') !== (found.jkt !== undefined))
    throw badToken('This access token is for another way of using it.');
  if (found.jkt !== undefined && found.jkt !== (await keyOf(db, gov, request, token)))
    throw badToken('This access token is bound to another key.');
  const [person, grant] = [found.accountId, hashOf(found.grantId)];
  const access = {
    ...{ person, grant, wallet: walletOf(found.jkt, grant), scopes: found.scopes as Set<string> },
    bound: found.jkt !== undefined,
    client: found.clientId === ANONYMOUS ? undefined : found.clientId,
  };
  const agent = request.headers.get('user-agent') ?? undefined;
  await walletWasHere(db, gov, { ...access, client: found.clientId, agent });
  return access;
}

function keyOf(db: Db, gov: Government, request: Request, token: string): Promise<string> {
  const proof = request.headers.get('dpop');
  if (!proof) throw badToken('Prove that you hold the key of this access token (DPoP).');
  const url = originOf(gov) + new URL(request.url).pathname;
  return checkDpop(db, gov, { proof, method: request.method, url, token });
}

const badToken = (says: string) =>
  new IssuingError('invalid_token', says, 401, {
    'www-authenticate': 'DPoP error="invalid_token", algs="ES256", Bearer error="invalid_token"',
  });

/**
 * Whether a token is for something.
 * @throws IssuingError `insufficient_scope`.
 */
export function demandScope({ scopes }: Access, ...anyOf: string[]): void {
  if (!anyOf.some((scope) => scopes.has(scope)))
    throw new IssuingError('insufficient_scope', `This takes a token for ${anyOf.join(' or ')}.`, 403);
}

/** Keeps two requests of one device that are the same from being answered at once. */
export async function oneByOne(tx: Db, person: string, request: string): Promise<void> {
  await first(
    tx,
    sql`select pg_advisory_xact_lock(hashtextextended(${`credentials.issuance ${person} ${request}`}, 0))`,
  );
}
