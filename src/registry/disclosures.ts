import { all, array, type Db, first, run, sql, type Text, writeAtEnd } from '../kernel/index.ts';
import { commitAct } from '../log/index.ts';
import type { Government, LawRef } from '../pack/index.ts';
import { type Access, accessOf, eachOnce, keepAccesses } from './accesses.ts';
import { accessFrom, contentOf, DISCLOSED } from './disclosure-content.ts';

/**
 * Who reads. A service reads for its agency; `self` is a person looking at what is theirs, `relative` one who looks, on a
 * page of their own and by an agency's right, at what stands of their family, and `party` one outside who is told, for one
 * of its uses.
 */
export type Reader =
  | { kind: 'officer'; person: string; agency: string }
  | { kind: 'service'; service: string; agency: string }
  | { kind: 'relative'; person: string; agency: string }
  | { kind: 'party'; party: string; use: string }
  | { kind: 'self'; person: string };

/** What a read is for, in words for the person whose data it is. */
export interface Purpose {
  text: Text;
  law?: LawRef;
}

/** What allows a read: what the person has agreed to, or the law. */
export type Basis = { kind: 'consent'; consent: string } | { kind: 'statute'; law?: LawRef };

/** How a registry whose data stays with its agency was reached: it answered, it did not, or an older copy was taken. */
export type Asked = 'answered' | 'unanswered' | 'stale';

/** Who reads, what for, and by which right. */
export interface Occasion<R extends Reader = Reader> {
  reader: R;
  purpose: Purpose;
  /** By the law of the purpose unless stated. */
  basis?: Basis | undefined;
  /** Where the law seals it: the person is told of it from then on. */
  sealedUntil?: Date | undefined;
}

/** What was read about a person in one registry. */
export interface Disclosed {
  person: string;
  registry: string;
  fields: readonly string[];
  /** Of a registry whose data stays with its agency. */
  asked?: Asked | undefined;
}

/** One entry of "who saw my data". */
export interface Disclosure {
  /** Also the id of its entry in the public log, where it has one. */
  id: string;
  at: Date;
  readerKind: Exclude<Reader['kind'], 'self'>;
  /** A service's or relying party's id, or the person id of an officer or relative. */
  reader: string;
  /** What a relying party uses it for; null for all others. */
  use: string | null;
  /** The reader's agency; that which keeps the registry where the reader is a relying party. */
  agency: string;
  registry: string;
  fields: string[];
  purpose: Purpose;
  /** The consent that allowed it; null where the law of the purpose did. */
  consent: string | null;
  asked: Asked | null;
  /** Until when the law kept it from the person. */
  sealedUntil: Date | null;
  /** Whether it has a receipt: those from before disclosures were logged have none. */
  isLogged: boolean;
}

/** Of a relative's looks that are the same one is recorded in so long. */
const DAY_MS = 86_400_000;

/**
 * Records reads, in the transaction of the read: for each person and registry one row, and one entry of the public log, of
 * the same id. Reads by the person are not disclosures, and the same look of a relative is told once a day, so that it does
 * not bury what agencies see.
 */
export async function recordDisclosures(
  tx: Db,
  gov: Pick<Government, 'clock' | 'logOrigin' | 'pack'>,
  { reader, purpose, basis, sealedUntil }: Occasion,
  disclosed: readonly Disclosed[],
): Promise<void> {
  if (reader.kind === 'self') return;
  const at = gov.clock.now();
  const consent = basis?.kind === 'consent' ? basis.consent : null;
  const looks = merge(disclosed).map(({ person, ...look }) => ({
    person,
    access: accessOf(gov, { reader, purpose, basis }, look),
  }));
  const fresh = reader.kind === 'relative' ? await notToldSince(tx, looks, new Date(at.getTime() - DAY_MS)) : looks;
  const rows = [];
  for (const { person, access } of fresh) {
    const content = contentOf(access, { person, consent, sealedUntil: sealedUntil ?? null });
    const { entry, salt } = await commitAct(tx, gov.logOrigin, { kind: DISCLOSED, agency: access.agency, at, content });
    rows.push({ person, id: entry, at, access, salt, consent, sealedUntil: sealedUntil ?? null });
  }
  // Of a relative at once, so that the same look later in this transaction finds it.
  if (reader.kind === 'relative') await insertDisclosures(tx, rows);
  else for (const row of rows) await writeAtEnd(tx, insertDisclosures, row);
}

interface NewDisclosure {
  person: string;
  id: string;
  at: Date;
  access: Access;
  salt: string;
  consent: string | null;
  sealedUntil: Date | null;
}

async function insertDisclosures(tx: Db, rows: readonly NewDisclosure[]): Promise<void> {
  if (rows.length === 0) return;
  const column = (type: string, value: (row: NewDisclosure) => unknown) => array(rows.map(value), type);
  await run(
    tx,
    sql`with accessed as (${keepAccesses(eachOnce(rows.map(({ access }) => access)))})
      insert into registry.disclosure (person, id, at, access, salt, consent, sealed_until)
      select * from unnest(${column('uuid', ({ person }) => person)}, ${column('uuid', ({ id }) => id)},
        ${column('timestamptz', ({ at }) => at)}, ${column('uuid', ({ access }) => access.id)},
        ${column('text', ({ salt }) => salt)}, ${column('uuid', ({ consent }) => consent)},
        ${column('timestamptz', ({ sealedUntil }) => sealedUntil)})`,
  );
}

type NewLook = Pick<NewDisclosure, 'person' | 'access'>;

/** Those of some looks of which the same was not recorded since then. */
async function notToldSince(tx: Db, looks: readonly NewLook[], since: Date): Promise<readonly NewLook[]> {
  const column = (value: (look: NewLook) => string) => array(looks.map(value), 'uuid');
  const told = await all(
    tx,
    sql<{ person: string; access: string }>`select person, access
      from unnest(${column(({ person }) => person)}, ${column(({ access }) => access.id)}) as given (person, access)
      where exists (select from registry.disclosure as told
        where told.person = given.person and told.access = given.access and told.at > ${since})`,
  );
  const known = new Set(told.map(({ person, access }) => `${person} ${access}`));
  return looks.filter(({ person, access }) => !known.has(`${person} ${access.id}`));
}

/** What is read of a person in one registry is one disclosure. */
function merge(disclosed: readonly Disclosed[]): Disclosed[] {
  const groups = Map.groupBy(disclosed, ({ person, registry, asked = '' }) => `${person} ${registry} ${asked}`);
  return [...groups.values()].map((entries) => ({
    ...entries[0]!,
    fields: [...new Set(entries.flatMap((entry) => entry.fields))],
  }));
}

/** Which page of somebody's disclosures. */
export interface DisclosurePage {
  limit: number;
  /** The `id` of the last entry of the page before. */
  before?: string | undefined;
  /** The instant of the page: what the law seals is on it once the seal has ended, and without an instant never. */
  at?: Date | undefined;
}

const COLUMNS = sql`d.id, d.at, a.reader_kind as "readerKind", a.reader, a.use, a.agency, a.registry, a.fields, a.purpose,
  d.consent, a.asked, d.sealed_until as "sealedUntil", d.salt is not null as "isLogged"`;

/** What the person may know by then. */
const toldBy = (at: Date | undefined) => sql`(d.sealed_until is null or d.sealed_until <= ${at ?? null}::timestamptz)`;

/** No id comes after it. */
const LATEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Who saw a person's data, newest first. Of what is sealed still nothing tells that it is there. */
export function disclosuresOf(db: Db, person: string, { limit, before, at }: DisclosurePage): Promise<Disclosure[]> {
  return all(
    db,
    sql<Disclosure>`
      select ${COLUMNS} from registry.disclosure d join registry.access a on a.id = d.access
      where d.person = ${person} and d.id < ${before ?? LATEST}::uuid and ${toldBy(at)}
      order by d.id desc limit ${limit}`,
  );
}

/** A disclosure with what opens its entry in the public log; null once its person is erased. */
export interface OpenedDisclosure extends Disclosure {
  content: Record<string, unknown>;
  salt: string | null;
}

/** The disclosure of this entry of the public log, for the person whose data it was; undefined for anybody else, and while it is sealed. */
export async function openDisclosure(
  db: Db,
  { person, entry, at }: { person: string; entry: string; at: Date },
): Promise<OpenedDisclosure | undefined> {
  const found = await first(
    db,
    sql<Disclosure & { salt: string | null }>`
      select ${COLUMNS}, d.salt from registry.disclosure d join registry.access a on a.id = d.access
      where d.person = ${person} and d.id = ${entry} and ${toldBy(at)}`,
  );
  if (!found) return undefined;
  return { ...found, content: contentOf(accessFrom(found), { ...found, person }) };
}
