import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { readCertificate, thumbprintOf } from '../../formats/index.ts';
import { AppError, all, type Db, first, run, sql, uuidv7 } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { certifyParty, type IssuerKey, partyRoot } from '../issuers/index.ts';
import { certificateOf } from '../issuers/issuer.ts';
import { seal, unseal } from '../issuers/seal.ts';
import { sha256Of, signWith } from '../primitives.ts';
import { addressOf, type KnownParty } from './parties.ts';
import { recordPartyAct } from './party-acts.ts';

/** A certificate of a relying party. */
export interface PartyCertificate {
  party: string;
  id: string;
  /** DER. */
  certificate: Uint8Array;
}

/** One of which the installation has the secret half, and asks in the name of the relying party. */
export interface SigningCertificate extends PartyCertificate {
  sign(input: Uint8Array): Uint8Array;
}

interface Row extends PartyCertificate {
  secret: Buffer | null;
  sealedBy: string | null;
}

const ROW = sql`party, id, certificate, secret, sealed_by as "sealedBy"`;
const DAY_S = 86_400;
/** With so much life left a certificate gives way to the next. */
const LEAST_LIFE_S = 30 * DAY_S;

/** The certificate by which the installation asks in the name of a relying party; made when it is first needed. */
export async function signingCertificate(tx: Db, gov: Government, party: KnownParty): Promise<SigningCertificate> {
  const root = await partyRoot({ ...gov, db: tx }, gov.clock.now());
  const current = await newest(tx, party.id);
  if (current && serves(gov, party, current, root)) return ready(gov, current);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`credentials.party ${party.id}`}, 0))`.execute(tx);
  const meanwhile = await newest(tx, party.id);
  if (meanwhile && serves(gov, party, meanwhile, root)) return ready(gov, meanwhile);
  return ready(gov, await makeOwn(tx, gov, party));
}

const newest = (tx: Db, party: string): Promise<Row | undefined> =>
  first(
    tx,
    sql<Row>`select ${ROW} from credentials.party_certificate
      where party = ${party} and secret is not null and withdrawn_at is null order by id desc limit 1`,
  );

/** One by its id, for a request that was opened under it. */
export async function signingCertificateById(
  db: Db,
  gov: Government,
  { party, certificate }: { party: string; certificate: string },
): Promise<SigningCertificate> {
  const row = await first(
    db,
    sql<Row>`select ${ROW} from credentials.party_certificate where party = ${party} and id = ${certificate}`,
  );
  return ready(gov, row!);
}

/** Whether it names the relying party as it is now, stands under the root of today, and lives for long enough. */
function serves(gov: Government, party: KnownParty, { certificate }: Row, root: IssuerKey): boolean {
  const { known, notAfter } = readCertificate(new Uint8Array(certificate))!;
  const { hosts = [], uris = [] } = known.alternativeNames ?? {};
  const names = uris.includes(addressOf(gov, party.id)) && hosts.join() === party.hosts.join();
  const { subjectKeyId = [] } = certificateOf(root).known;
  const isUnder = Buffer.from(known.authorityKeyId ?? []).equals(Uint8Array.from(subjectKeyId));
  return names && isUnder && notAfter > gov.clock.now().getTime() / 1000 + LEAST_LIFE_S;
}

async function ready(gov: Government, row: Row): Promise<SigningCertificate> {
  const { party, id, certificate, secret, sealedBy } = row;
  const key =
    opened.get(id) ??
    createPrivateKey({
      key: await unseal(gov.config, { secret: secret!, sealedBy: sealedBy! }, purposeOf(row)),
      format: 'der',
      type: 'pkcs8',
    });
  opened.set(id, key);
  return { party, id, certificate: new Uint8Array(certificate), sign: (input) => signWith(key, input) };
}

/** Opening one takes longer than signing with it. One for each relying party, and few more. */
const opened = new Map<string, KeyObject>();

async function makeOwn(tx: Db, gov: Government, party: KnownParty): Promise<Row> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const made = await certify(tx, gov, party, publicKey.export({ format: 'jwk' }) as JsonWebKey);
  const secret = privateKey.export({ format: 'der', type: 'pkcs8' });
  const sealed = await seal(gov.config, secret, purposeOf(made));
  const row = { ...made, secret: Buffer.from(sealed.secret), sealedBy: sealed.sealedBy };
  await insert(tx, gov, row);
  return row;
}

/**
 * Withdraws a certificate of a relying party, which wallets refuse once they read the trust list anew: an act of the public
 * log. Where the installation has its secret half, another is made with the next request.
 * @param name its thumbprint, or the beginning of it.
 * @throws AppError `not-found` for a name of none or of several.
 */
export async function withdrawCertificate(
  tx: Db,
  gov: Government,
  { party, name }: { party: string; name: string },
): Promise<string> {
  const rows = await all(
    tx,
    sql<Row>`select ${ROW} from credentials.party_certificate where party = ${party} and withdrawn_at is null for update`,
  );
  const found = rows.filter((row) => nameOfCertificate(row).startsWith(name));
  if (found.length !== 1)
    throw new AppError('not-found', 'There is no such certificate, or more than one of which the name begins so.');
  const [{ id, certificate }] = found as [Row];
  await run(
    tx,
    sql`update credentials.party_certificate set withdrawn_at = ${gov.clock.now()} where party = ${party} and id = ${id}`,
  );
  return recordPartyAct(tx, gov, { party, kind: 'certificate-withdrawn', certificate });
}

/** The name of a certificate: its thumbprint. */
export const nameOfCertificate = ({ certificate }: Pick<PartyCertificate, 'certificate'>): string =>
  thumbprintOf(new Uint8Array(certificate), sha256Of);

/** Certificates of a relying party that were not withdrawn, oldest first. */
export const certificatesOf = (db: Db, party: string): Promise<(PartyCertificate & { madeAt: Date })[]> =>
  all(
    db,
    sql<PartyCertificate & { madeAt: Date }>`select party, id, certificate, made_at as "madeAt"
      from credentials.party_certificate where party = ${party} and withdrawn_at is null order by id`,
  );

/** A certificate for a key that a relying party has, and nobody else: an act of the public log. */
export async function certifyOutside(
  tx: Db,
  gov: Government,
  party: KnownParty,
  key: JsonWebKey,
): Promise<PartyCertificate & { entry: string }> {
  const made = await certify(tx, gov, party, key);
  const entry = await insert(tx, gov, { ...made, secret: null, sealedBy: null });
  return { ...made, entry };
}

async function certify(tx: Db, gov: Government, party: KnownParty, key: JsonWebKey): Promise<PartyCertificate> {
  const named = { address: addressOf(gov, party.id), name: party.title.en, hosts: party.hosts, key };
  return { party: party.id, id: uuidv7(gov.clock.now()), certificate: await certifyParty(tx, gov, named) };
}

async function insert(tx: Db, gov: Government, { party, id, certificate, secret, sealedBy }: Row): Promise<string> {
  await run(
    tx,
    sql`insert into credentials.party_certificate (party, id, certificate, made_at, secret, sealed_by)
      values (${party}, ${id}, ${certificate}, ${gov.clock.now()}, ${secret}, ${sealedBy})`,
  );
  return recordPartyAct(tx, gov, { party, kind: 'certified', certificate });
}

const purposeOf = ({ party, id }: PartyCertificate) => `credentials.party_certificate ${party} ${id}`;
