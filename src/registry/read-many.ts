import { all, array, type RawBuilder, sql, transaction } from '../kernel/index.ts';
import type { Government, Registry } from '../pack/index.ts';
import { sqlWord } from '../rules/index.ts';
import { accessOf } from './accesses.ts';
import { disclosing } from './disclosing.ts';
import type { Occasion, Reader } from './disclosures.ts';
import { built } from './eligible/page.ts';
import { recordOf } from './eligible/records.ts';
import { refuseHeld } from './federated/index.ts';
import { authorise } from './read.ts';
import type { Data } from './rows.ts';
import { registryOf } from './write.ts';

/** Who reads what of many people at once; of each the record that `readFacts` gives by itself. */
export interface ManyRead extends Occasion<Exclude<Reader, { kind: 'self' | 'relative' }>> {
  /** Each registry once. */
  reads: readonly { registry: string; fields: readonly string[] }[];
  /** Any number of them, by their ids; they come in this order, each once a page. */
  people: Iterable<string> | AsyncIterable<string>;
}

/** What registries say of one person, by registry and field; null where they say nothing. */
export interface PersonRead {
  person: string;
  values: Readonly<Record<string, Data>>;
}

/** So many people are read by one statement. */
const PAGE = 2_500;

/**
 * Reads of many people as `readFacts` does of one, page by page, in bounded memory: each page is one statement, which
 * records the disclosures too, and has committed before it is given. While one page is worked on the next is read, and so
 * told, even where nobody takes it any more.
 * @throws AppError `forbidden` where the reader may not read one of the registries, before anything is read; `unavailable`
 * for a registry whose data stays with its agency.
 */
export async function* readMany(gov: Government, request: ManyRead): AsyncGenerator<readonly PersonRead[]> {
  const { reads, people, ...occasion } = request;
  const registries = reads.map(({ registry, fields }) => {
    const found = registryOf(gov, registry);
    authorise(gov, occasion, found, { registry, fields, person: '' });
    refuseHeld(found);
    return found;
  });
  const read = async (page: readonly string[]) => {
    const rows = await transaction(gov.db, (tx) => all(tx, statementOf(gov, request, registries, page)));
    return rows.map(({ person, found }) => ({
      person,
      values: Object.fromEntries(reads.map(({ registry, fields }, nth) => [registry, found[nth] ?? nothingOf(fields)])),
    }));
  };
  let ahead: Promise<PersonRead[]> | undefined;
  try {
    for await (const page of pagesOf(people)) {
      const next = read(page);
      if (ahead) {
        next.catch(() => {}); // told in its turn
        yield await ahead;
      }
      ahead = next;
    }
    if (ahead) yield await ahead;
  } finally {
    await ahead?.catch(() => {});
  }
}

const nothingOf = (fields: readonly string[]): Data => Object.fromEntries(fields.map((field) => [field, null]));

async function* pagesOf(people: ManyRead['people']): AsyncGenerator<readonly string[]> {
  let page = new Set<string>();
  for await (const person of people) {
    page.add(person);
    if (page.size < PAGE) continue;
    yield [...page];
    page = new Set();
  }
  if (page.size > 0) yield [...page];
}

interface FoundOf {
  person: string;
  /** By the order of the reads; null where there is no record. */
  found: (Data | null)[];
}

function statementOf(
  gov: Government,
  { reads, people: _, ...occasion }: ManyRead,
  registries: readonly Registry[],
  page: readonly string[],
): RawBuilder<FoundOf> {
  const accesses = reads.map((look) => accessOf(gov, occasion, look));
  const ids = array(
    accesses.map(({ id }) => id),
    'uuid',
  );
  const seen = sql`select person, access from page, unnest(${ids}) as read (access)`;
  const records = registries.map((registry, nth) => {
    const record = built(recordOf(registry, sqlWord('page.person'), sqlWord('data')));
    return sql`left join lateral ${record} as ${sql.ref(`read_${nth}`)} on true`;
  });
  const values = reads.map(({ fields }, nth) => valuesOf(sql.ref(`read_${nth}.data`), fields));
  return sql<FoundOf>`
    with page as materialized (select * from unnest(${array(page, 'uuid')}) with ordinality as page (person, place)),
    ${disclosing(gov, seen, accesses, occasion)}
    select page.person, jsonb_build_array(${sql.join(values)}) as found from page ${sql.join(records, sql` `)} order by place`;
}

/** The fields of a record; null where there is none. */
function valuesOf(data: RawBuilder<unknown>, fields: readonly string[]): RawBuilder<unknown> {
  const pairs = fields.map((field) => sql`${field}::text, ${data} -> ${field}::text`);
  return sql`case when ${data} is not null then jsonb_build_object(${sql.join(pairs)}) end`;
}
