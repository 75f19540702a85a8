import { all, atMost, type Db, first, json, run, sql, uuidv7 } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';

/** A key of an issuer, as it is kept. */
export interface IssuerKey {
  agency: string;
  id: string;
  kind: 'root' | 'signer';
  /** The root under which it was certified; its own id for a root. */
  root: string;
  /** DER. */
  certificate: Uint8Array;
  state: 'current' | 'retired' | 'distrusted';
  madeAt: Date;
  endedAt: Date | null;
  /** Sealed; null once it signs no more. */
  secret: Uint8Array | null;
  sealedBy: string | null;
}

const COLUMNS = sql`agency, id, kind, root, certificate, state, made_at as "madeAt", ended_at as "endedAt", secret,
  sealed_by as "sealedBy"`;

/** All keys that an issuer ever had, or all issuers, the oldest first. */
export function keysOf(db: Db, agency?: string): Promise<IssuerKey[]> {
  const whose = agency === undefined ? sql`true` : sql`agency = ${agency}`;
  return all(db, sql<IssuerKey>`select ${COLUMNS} from credentials.issuer_key where ${whose} order by agency, id`);
}

/** The key of an issuer that is current. */
export function currentKey(db: Db, agency: string, kind: IssuerKey['kind']): Promise<IssuerKey | undefined> {
  return first(
    db,
    sql<IssuerKey>`select ${COLUMNS} from credentials.issuer_key
      where agency = ${agency} and kind = ${kind} and state = 'current'`,
  );
}

/** Whoever changes the keys of an issuer waits here for whoever does so already. */
export async function lockIssuer(tx: Db, agency: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`credentials.issuer ${agency}`}, 0))`.execute(tx);
}

/** Writes a new key down. */
export async function insertKey(tx: Db, key: IssuerKey): Promise<void> {
  await run(
    tx,
    sql`insert into credentials.issuer_key (agency, id, kind, root, certificate, state, made_at, secret, sealed_by)
      values (${key.agency}, ${key.id}, ${key.kind}, ${key.root}, ${key.certificate}, ${key.state}, ${key.madeAt},
        ${key.secret}, ${key.sealedBy})`,
  );
}

/** Has keys sign no more, and destroys their secrets. One that was distrusted stays so; one that was retired signed until then. */
export async function endKeys(
  tx: Db,
  keys: readonly IssuerKey[],
  state: 'retired' | 'distrusted',
  at: Date,
): Promise<void> {
  for (const { agency, id } of keys)
    await run(
      tx,
      sql`update credentials.issuer_key set state = ${state}, ended_at = coalesce(ended_at, ${at}), secret = null, sealed_by = null
        where agency = ${agency} and id = ${id} and state <> 'distrusted'`,
    );
}

/** What was done with the keys of an issuer. */
export interface IssuerAct {
  /** Whose act it is in the log. */
  by: string;
  agency: string;
  kind: 'opened' | 'rotated' | 'distrusted' | 'distrust-proposed' | 'distrust-declined';
  content: Readonly<Record<string, unknown>>;
  at: Date;
  /** Who did it; undefined for an operator, and for what comes about by itself. */
  officer?: string | undefined;
}

/** Logs an act and keeps what opens it. @returns its entry in the public log. */
export async function recordIssuerAct(tx: Db, gov: Government, act: IssuerAct): Promise<string> {
  const { by, agency, kind, at, officer } = act;
  const content = { issuer: agency, kind, at: at.toISOString(), ...act.content };
  const { entry, salt } = await commitAct(tx, gov.logOrigin, { kind: `issuer.${kind}`, agency: by, at, content });
  await run(
    tx,
    sql`insert into credentials.issuer_act (agency, id, kind, content, at, entry, salt, officer)
      values (${agency}, ${uuidv7(at)}, ${kind}, ${json(content)}, ${at}, ${entry}, ${salt}, ${officer ?? null})`,
  );
  return entry;
}

/** What stays of it when a person is erased, and why. */
export const issuersKeep: Readonly<Record<string, string>> = {
  'issuer_act.salt': 'an act on keys of an agency; what was recorded names nobody',
};

/** A card of which a copy was signed by a key. */
export interface SignedCard {
  person: string;
  card: string;
}

/**
 * Cards of which copies are out that a key signed, page by page: what is to be made anew where the key is not trusted any
 * more. Copies do not say which key signed them, but when, and one signs at a time: one that was made in the instant of a
 * change may be among them without need.
 */
export function cardsSignedBy(
  db: Db,
  { agency, madeAt, endedAt }: IssuerKey,
  { at, after, limit }: { at: Date; after?: SignedCard | undefined; limit: number },
): Promise<SignedCard[]> {
  const further = after ? sql`(person, card) > (${after.person}, ${after.card})` : sql`true`;
  return all(
    db,
    sql<SignedCard>`select distinct person, card from credentials.copy
      where agency = ${agency} and issued_at >= ${madeAt} and issued_at <= ${endedAt ?? at} and expires_at > ${at}
        and revoked_at is null and ${further}
      order by person, card limit ${atMost(limit)}`,
  );
}
