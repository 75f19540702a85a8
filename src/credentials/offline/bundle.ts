import { type BundledIssuer, type BundledList, type EncodedStatusList, issueBundle } from '../../formats/index.ts';
import { all, sql } from '../../kernel/index.ts';
import { type CredentialType, claimKey, type Government } from '../../pack/index.ts';
import { certificateOf, issuerOf, kidOf } from '../issuers/issuer.ts';
import { issuersOf, KEEPER, originOf, titleOf } from '../issuers/names.ts';
import { type IssuerKey, keysOf } from '../issuers/store.ts';
import { sha256Of } from '../primitives.ts';
import { statusListToken } from '../status/index.ts';

/** For how long a bundle is used where no newer one can be had: two weeks without any server are no outage any more. */
export const BUNDLE_LIFE = 14 * 86_400;

/** For so long one is given out to all who ask. */
const SHARED_MS = 30_000;

/** A bundle as it was signed. */
export interface SignedBundle {
  bytes: Uint8Array;
  madeAt: Date;
}

/**
 * What a verifier keeps for when no server answers, as of now: keys of all issuers whose cards are shown offline, words for
 * what they say, and their status lists; signed by who keeps the trust list. One that is as young as SHARED_MS serves again.
 */
export async function verifierBundle(gov: Government): Promise<SignedBundle> {
  const at = gov.clock.now();
  const age = at.getTime() - (bundles.get(gov)?.madeAt.getTime() ?? 0);
  if (age >= 0 && age < SHARED_MS) return bundles.get(gov)!;
  const agencies = issuersOf(gov).filter((agency) => typesOf(gov, agency).length > 0);
  for (const agency of agencies) await issuerOf(gov, agency, at);
  const issuers: BundledIssuer[] = [];
  for (const agency of agencies) issuers.push(bundledIssuer(gov, agency, await keysOf(gov.db, agency)));
  const keeper = await issuerOf(gov, KEEPER, at);
  const iat = Math.floor(at.getTime() / 1_000);
  const unsigned = issueBundle(
    { iss: originOf(gov), iat, exp: iat + BUNDLE_LIFE, issuers, lists: await listsOf(gov, agencies) },
    { chain: keeper.chain, sha256: sha256Of },
  );
  const bundle = { bytes: unsigned.finish(keeper.sign(unsigned.input)), madeAt: at };
  bundles.set(gov, bundle);
  return bundle;
}

const bundles = new WeakMap<Government, SignedBundle>();

const typesOf = ({ pack }: Pick<Government, 'pack'>, agency: string): CredentialType[] =>
  [...pack.credentials.values()].filter((type) => type.agency === agency && type.offline.length > 0);

function bundledIssuer(gov: Government, agency: string, keys: readonly IssuerKey[]): BundledIssuer {
  const types = typesOf(gov, agency).map(({ id, title, offline, claims }) => ({
    ...{ id, title },
    claims: offline.map((name) => {
      const { title: words, options } = claims.find((claim) => claimKey(claim) === name)!;
      return { name, title: words, ...(options && { options }) };
    }),
  }));
  const signers = keys.filter(({ kind }) => kind === 'signer');
  return { agency, title: titleOf(gov, agency), types, keys: signers.map(bundledKeyOf) };
}

function bundledKeyOf(key: IssuerKey): BundledIssuer['keys'][number] {
  const { jwk, notBefore } = certificateOf(key);
  const ended = key.endedAt ? { until: Math.floor(key.endedAt.getTime() / 1_000) } : {};
  return { thumbprint: kidOf(key), state: key.state, from: notBefore, ...ended, x: jwk!.x!, y: jwk!.y! };
}

/** The lists as they were last signed, which is within a minute of any change. */
async function listsOf(gov: Government, agencies: readonly string[]): Promise<BundledList[]> {
  const lists = await all(
    gov.db,
    sql<{ agency: string; list: number }>`select agency, list from credentials.status_list order by agency, list`,
  );
  const wanted = lists.filter(({ agency }) => agencies.includes(agency));
  const bundled: BundledList[] = [];
  for (const { agency, list } of wanted) {
    const signed = await statusListToken(gov.db, gov, { agency, list });
    if (signed) bundled.push({ agency, list, ...listIn(signed.token) });
  }
  return bundled;
}

/** The list in a token of our own. */
function listIn(token: string): Pick<BundledList, 'bits' | 'compressed'> {
  const payload = Buffer.from(token.split('.')[1]!, 'base64url').toString();
  const { bits, lst } = (JSON.parse(payload) as { status_list: EncodedStatusList }).status_list;
  return { bits, compressed: new Uint8Array(Buffer.from(lst, 'base64url')) };
}
