import { issueTrustList, type ListedIssuer, type ListedKey } from '../../formats/index.ts';
import type { Government } from '../../pack/index.ts';
import { certificateOf, issuerOf, kidOf } from './issuer.ts';
import { issOf, issuersOf, KEEPER, originOf, PARTIES, titleOf, typesOf } from './names.ts';
import { partyRoot, withdrawnParties } from './party-root.ts';
import { type IssuerKey, keysOf } from './store.ts';

/** A trust list as it was signed. */
export interface SignedTrustList {
  jwt: string;
  /** Milliseconds since 1970. */
  madeAt: number;
}

/** By when there is another list, in seconds. A verifier that reaches nobody may use one for longer, and says how old it is. */
const LIFE = 86_400;
/** For how long one is given out while nothing changes. */
const SHARED_MS = 10 * 60_000;

/**
 * The government's trust list, signed by who keeps it: every issuer, with its roots and the keys that it signs with or has
 * signed with. All issuers are in it from the first, so that a verifier which fetches it once knows them.
 */
export async function trustList(gov: Government): Promise<SignedTrustList> {
  const at = gov.clock.now();
  const issuers = issuersOf(gov);
  await partyRoot(gov, at);
  const keys = Map.groupBy(await keysOf(gov.db), ({ agency }) => agency);
  const closed = issuers.filter((agency) => !keys.has(agency));
  for (const agency of closed) {
    await issuerOf(gov, agency, at);
    keys.set(agency, await keysOf(gov.db, agency));
  }
  const listed = issuers.map((agency) => listedIssuer(gov, agency, keys.get(agency) ?? []));
  const keeper = await issuerOf(gov, KEEPER, at);
  const partyRoots = rootsOf(keys.get(PARTIES) ?? []);
  const withdrawn = await withdrawnParties(gov.db, at);
  const content = JSON.stringify([keeper.kid, listed, partyRoots, withdrawn]);
  const shared = lists.get(gov);
  if (shared?.content === content && at.getTime() - shared.madeAt < SHARED_MS && at.getTime() >= shared.madeAt)
    return shared;
  const iat = Math.floor(at.getTime() / 1000);
  const unsigned = issueTrustList(
    { iss: originOf(gov), iat, exp: iat + LIFE, issuers: listed, partyRoots, withdrawnParties: withdrawn },
    keeper.chain,
  );
  const list = { content, jwt: unsigned.finish(keeper.sign(unsigned.input)), madeAt: at.getTime() };
  lists.set(gov, list);
  return list;
}

const lists = new WeakMap<Government, SignedTrustList & { content: string }>();

function rootsOf(keys: readonly IssuerKey[]): string[] {
  const roots = keys.filter(({ kind, state }) => kind === 'root' && state !== 'distrusted');
  return roots.map(({ certificate }) => Buffer.from(certificate).toString('base64'));
}

function listedIssuer(gov: Government, agency: string, keys: readonly IssuerKey[]): ListedIssuer {
  return {
    ...{ agency, iss: issOf(gov, agency), title: titleOf(gov, agency), issues: typesOf(gov, agency) },
    roots: rootsOf(keys),
    keys: keys.filter(({ kind }) => kind === 'signer').map(listedKey),
  };
}

function listedKey(key: IssuerKey): ListedKey {
  const { state, endedAt } = key;
  // From the beginning of its first day, as what it signs says.
  const listed = { thumbprint: kidOf(key), state, from: certificateOf(key).notBefore };
  return endedAt ? { ...listed, until: Math.floor(endedAt.getTime() / 1000) } : listed;
}
