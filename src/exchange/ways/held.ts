import { numberOf } from '../../identity/index.ts';
import { sha256, type Text } from '../../kernel/index.ts';
import type { Government, Registry } from '../../pack/index.ts';
import {
  type AskedNode,
  type Read,
  type Reader,
  type Reading,
  type ReadRecord,
  readFacts,
  recordsOf,
} from '../../registry/index.ts';
import { pathOf } from '../templates/index.ts';

/** A record in which somebody stands, with as much of it as is theirs to see. */
export interface HeldRecord {
  registry: Registry;
  record: ReadRecord;
}

/** A register that stays with its agency, and how its node was asked. */
export interface AskedRegistry {
  registry: Registry;
  asked: AskedNode;
}

/** Everything that registries hold about one person. */
export interface Held {
  /** Whose data it is. */
  subject: string;
  /** Their national number. */
  number: string | undefined;
  /** Who they are first, then in the order of the pack's registries; in a registry, those of which the person is the subject come first. */
  records: readonly HeldRecord[];
  /** Records of relatives in the registry of people, of which only the name and the tie are the person's to see. */
  ties: readonly HeldRecord[];
  /** Of registers that an agency's node holds: how it was asked. */
  asked: readonly AskedRegistry[];
  /** Names by person, of those whose name a record tells: the person, and whoever lists them as family. */
  names: ReadonlyMap<string, string>;
}

/** A field that a record of a registry says something of, written `registry.field`. */
export type Path = string;

/** What somebody looks for. */
const PURPOSES = {
  see: { ko: '내 정보 보기', 'zh-Hant': '查看我的資料', en: 'To see what agencies know' },
  take: { ko: '파일로 가져가기', 'zh-Hant': '存成檔案帶走', en: 'To take along as a file' },
} satisfies Record<string, Text>;

/**
 * Reads every record in which a person stands. Who looks at themself discloses nothing; of a child or ward it is told, as a
 * look of a relative.
 * @param reader the subject, or who acts for them; whether they may, the caller has found out.
 * @param taking the fields that are taken along as a file: only they are read, and that is what is told.
 */
export async function heldAbout(
  gov: Government,
  { reader, subject = reader, taking }: { reader: string; subject?: string; taking?: readonly Path[] | undefined },
): Promise<Held> {
  const readings = await readAll(gov, reader, subject, taking);
  const { registry: people, name } = gov.pack.people;
  const found = recordsIn(gov, readings);
  const isTie = ({ registry, record }: HeldRecord) => registry.id === people && record.subject !== subject;
  const named = found.filter(({ registry }) => registry.id === people);
  return {
    subject,
    number: (await numberOf(gov.db, [subject])).get(subject),
    records: found.filter((one) => !isTie(one)),
    asked: askedIn(gov, readings),
    ties: found.filter(isTie).map((one) => onlyTie(gov, one, subject)),
    names: new Map(named.map(({ record }) => [record.subject, String(record.values[name] ?? '')])),
  };
}

/** The registers of a pack as people look for them: who they are, then the rest. */
export function registriesInOrder({ pack }: Pick<Government, 'pack'>): Registry[] {
  const people = pack.registries.get(pack.people.registry)!;
  return [people, ...[...pack.registries.values()].filter((registry) => registry !== people)];
}

async function readAll(
  gov: Government,
  reader: string,
  subject: string,
  taking: readonly Path[] | undefined,
): Promise<Reading[]> {
  const all = (await Promise.all(registriesInOrder(gov).map((registry) => allReads(gov, registry, subject)))).flat();
  const reads = taking ? onlyFor(all, new Set(taking)) : all;
  const text = PURPOSES[taking ? 'take' : 'see'];
  const ask = (by: Reader, some: readonly Read[]) =>
    readFacts(gov.db, gov, { reader: by, purpose: { text }, reads: some });
  if (reader === subject) return ask({ kind: 'self', person: reader }, reads);
  // Each agency shows what it keeps: that is by whose right a relative looks.
  const readings = [];
  for (const [agency, some] of Map.groupBy(reads, (read) => gov.pack.registries.get(read.registry)!.agency))
    readings.push(...(await ask({ kind: 'relative', person: reader, agency }, some)));
  return readings;
}

/** Reads as far as they are of some fields. */
const onlyFor = (reads: readonly Read[], paths: ReadonlySet<Path>): Read[] =>
  reads.flatMap((read) => {
    const fields = read.fields.filter((field) => paths.has(pathOf({ registry: read.registry, field })));
    return fields.length > 0 ? [{ ...read, fields }] : [];
  });

/** Reads for all that a register says of somebody: their own records first, and of a relative's only the tie. */
async function allReads(gov: Government, registry: Registry, subject: string): Promise<Read[]> {
  const { id, fields, held, people = [] } = registry;
  const all = Object.keys(fields);
  if (held) return [throughNode(registry, subject, all)];
  const heads = await recordsOf(gov.db, gov, { registry: id, person: subject });
  const ownFirst = heads.sort((a, b) => Number(a.subject !== subject) - Number(b.subject !== subject));
  return ownFirst.map((head): Read => {
    const isTie = id === gov.pack.people.registry && head.subject !== subject;
    const wanted = isTie ? [gov.pack.people.name, ...people] : all;
    return { registry: id, person: subject, fields: wanted, record: { subject: head.subject, key: head.key } };
  });
}

/** The records that were read, each with its registry. */
export const recordsIn = ({ pack }: Pick<Government, 'pack'>, readings: readonly Reading[]): HeldRecord[] =>
  readings.flatMap(({ read, records }) =>
    records.map((record) => ({ registry: pack.registries.get(read.registry)!, record })),
  );

/** How the nodes were asked of the registers that they hold. */
export const askedIn = ({ pack }: Pick<Government, 'pack'>, readings: readonly Reading[]): AskedRegistry[] =>
  readings.flatMap(({ read, asked }) => (asked ? [{ registry: pack.registries.get(read.registry)!, asked }] : []));

/** How everything is read that a node holds of a person: which records there are, it alone knows. */
export const throughNode = ({ id, subject }: Registry, person: string, fields: readonly string[]): Read => ({
  ...{ registry: id, person, fields, through: subject },
});

/** Of a relative's record, their name and where it names the person. */
function onlyTie(gov: Government, { registry, record }: HeldRecord, subject: string): HeldRecord {
  const shown = Object.entries(record.values).filter(
    ([field, value]) => field === gov.pack.people.name || value === subject,
  );
  return { registry, record: { ...record, values: Object.fromEntries(shown) } };
}

/** A name for a record in forms and addresses, from which nobody reads whose it is or what its key says. */
export const tokenOf = ({ registry, record }: HeldRecord): string =>
  sha256(JSON.stringify([registry.id, record.subject, record.key]))
    .toString('hex')
    .slice(0, 16);

/** Every field of which something is held, in the order of the records. */
export function pathsHeld({ records }: Held): Path[] {
  const paths = records.flatMap(({ registry, record }) =>
    Object.keys(record.values)
      .filter((field) => record.values[field] !== null)
      .map((field) => pathOf({ registry: registry.id, field })),
  );
  return [...new Set(paths)];
}

/** The records as far as these fields go; those of which nothing is left are left out. */
export function chosenOf({ records }: Held, paths: Iterable<Path>): HeldRecord[] {
  const wanted = new Set(paths);
  return records.flatMap(({ registry, record }) => {
    const values = Object.entries(record.values).filter(([field]) =>
      wanted.has(pathOf({ registry: registry.id, field })),
    );
    return values.length > 0 ? [{ registry, record: { ...record, values: Object.fromEntries(values) } }] : [];
  });
}
