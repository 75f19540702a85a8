import { makePartyCertificate, readCertificate, thumbprintOf } from '../../formats/index.ts';
import { all, type Db, sql, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { randomOf, sha256Of, signWith } from '../primitives.ts';
import { certificateOf, kidOf } from './issuer.ts';
import { makeRoot, secretOf } from './make-keys.ts';
import { actingFor, countryOf, originOf, PARTIES } from './names.ts';
import { currentKey, endKeys, type IssuerKey, keysOf, lockIssuer, recordIssuerAct } from './store.ts';

/*
 * The root under which relying parties have their certificates. It stands in the trust list, beside those of issuers.
 */

const DAY = 86_400;
/** For so long a relying party has a certificate, in days; the root has to outlive it. */
const PARTY_DAYS = 397;
const SERIAL_BYTES = 16;

/** The root of relying parties; made when it is first needed, and another before it ends. */
export async function partyRoot(gov: Government, at: Date): Promise<IssuerKey> {
  const current = await currentKey(gov.db, PARTIES, 'root');
  return current && outlives(current, at) ? current : transaction(gov.db, (tx) => madeRoot(tx, gov, at));
}

async function madeRoot(tx: Db, gov: Government, at: Date): Promise<IssuerKey> {
  await lockIssuer(tx, PARTIES);
  const current = await currentKey(tx, PARTIES, 'root');
  if (current && outlives(current, at)) return current;
  const ended = current ? [current] : [];
  await endKeys(tx, ended, 'retired', at);
  const root = await makeRoot(tx, gov, PARTIES);
  const [by, kind] = [actingFor(gov, PARTIES), current ? ('rotated' as const) : ('opened' as const)];
  const content = { made: [kidOf(root)], retired: ended.map(kidOf) };
  await recordIssuerAct(tx, gov, { by, agency: PARTIES, kind, content, at });
  return root;
}

/** What came of replacing the root of relying parties. */
export interface ReplacedPartyRoot {
  root: IssuerKey;
  /** The one that went, if there was one. */
  old: IssuerKey | undefined;
  /** The entry in the public log. */
  entry: string;
}

/**
 * Gives relying parties a new root: an act of the public log. Certificates under the old one go on being believed until they
 * end; where it is distrusted none is any more, and each party needs another.
 * @param distrust why; the public log is told, so that it names nobody.
 */
export function replacePartyRoot(
  gov: Government,
  { distrust }: { distrust?: string } = {},
): Promise<ReplacedPartyRoot> {
  return transaction(gov.db, async (tx) => {
    await lockIssuer(tx, PARTIES);
    const at = gov.clock.now();
    const old = await currentKey(tx, PARTIES, 'root');
    // Who has the secret of one may have had those before: a thief makes certificates of any date.
    const ended =
      distrust === undefined ? [old] : (await keysOf(tx, PARTIES)).filter(({ state }) => state !== 'distrusted');
    const gone = ended.filter((key) => key !== undefined);
    await endKeys(tx, gone, distrust === undefined ? 'retired' : 'distrusted', at);
    const root = await makeRoot(tx, gov, PARTIES);
    const names = gone.map(kidOf);
    const act =
      distrust === undefined
        ? ({ kind: 'rotated', content: { made: [kidOf(root)], retired: names } } as const)
        : ({ kind: 'distrusted', content: { made: [kidOf(root)], distrusted: names, reason: distrust } } as const);
    const entry = await recordIssuerAct(tx, gov, { by: actingFor(gov, PARTIES), agency: PARTIES, at, ...act });
    return { root, old, entry };
  });
}

/** Certificates of relying parties that were withdrawn and would still be good, by their thumbprints. */
export async function withdrawnParties(db: Db, at: Date): Promise<string[]> {
  const rows = await all(
    db,
    sql<{ certificate: Buffer }>`select certificate from credentials.party_certificate
      where withdrawn_at is not null order by party, id`,
  );
  const certificates = rows.map(({ certificate }) => new Uint8Array(certificate));
  const isGood = (der: Uint8Array) => readCertificate(der)!.notAfter * 1000 > at.getTime() - DAY * 1000;
  return certificates.filter(isGood).map((der) => thumbprintOf(der, sha256Of));
}

const outlives = (root: IssuerKey, at: Date) =>
  certificateOf(root).notAfter * 1000 > at.getTime() + PARTY_DAYS * DAY * 1000;

/** Who is to have a certificate. */
export interface PartyToCertify {
  /** Its address among relying parties. */
  address: string;
  name: string;
  hosts: readonly string[];
  key: JsonWebKey;
}

/** A certificate of a relying party, as DER. */
export async function certifyParty(tx: Db, gov: Government, party: PartyToCertify): Promise<Uint8Array> {
  const at = gov.clock.now();
  const root = await partyRoot({ ...gov, db: tx }, at);
  const from = Math.floor(at.getTime() / 1000);
  const unsigned = makePartyCertificate(
    {
      ...{
        key: party.key,
        serial: randomOf(SERIAL_BYTES),
        contact: originOf(gov),
        root: new Uint8Array(root.certificate),
      },
      ...{ from, until: from + PARTY_DAYS * DAY, subject: { C: countryOf(gov), CN: party.name } },
      ...{ party: party.address, hosts: party.hosts },
    },
    sha256Of,
  );
  return unsigned.finish(signWith(await secretOf(gov, root), unsigned.input));
}
