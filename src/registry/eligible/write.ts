import { all, array, type Db, type RawBuilder, sql, transaction } from '../../kernel/index.ts';
import type { Government, Service } from '../../pack/index.ts';
import { type Access, accessOf } from '../accesses.ts';
import { disclosing } from '../disclosing.ts';
import { inTheNameOf, type Looks, looksOf } from './looks.ts';
import { built, LOOKED_AT, type Looked, type LookedAt, looked, type Page, stretchFrom } from './page.ts';
import { othersColumn, stretchOf, type Wanted } from './statement.ts';

/** Whom to look for, where to begin, and what to write down. */
export interface EligibleWriting extends Omit<Wanted, 'asking'>, Page {
  /**
   * The statement that writes, with `returning amount`. It reads the relation `found`: `person`, `amount` (in the
   * currency's unit, exact; null where there is none) and a column for each expression wanted.
   */
  readonly write: RawBuilder<unknown>;
}

/** What was written of one page. */
export interface EligibleWritten extends Looked {
  /** How many rows, and the sum of their amounts. */
  readonly written: number;
  readonly amount: number;
}

/**
 * Writes down who is eligible where they are found, by a statement of the caller's: as `findEligible` finds and tells
 * them, without anybody's data, or even their ids, coming into this process. One statement for thousands of people, in a
 * transaction of its own or in the caller's.
 * @throws AppError `forbidden` if the service's agency may not read one of the registries; NotCompilable if its rule is beyond SQL.
 */
export async function writeEligible(db: Db, gov: Government, writing: EligibleWriting): Promise<EligibleWritten> {
  const { service, also = {}, write } = writing;
  const looks = looksOf(gov, service, Object.values(also));
  const accesses = accessesOf(gov, looks, service);
  const stretch = stretchFrom(writing);
  const statement = sql<LookedAt & { written: number; amount: number }>`
    with ${built(stretchOf(gov, writing, stretch))},
    ${disclosing(gov, seenOf(looks, accesses), accesses)},
    written as (${write})
    select ${built(LOOKED_AT)}, count(*)::integer as written, coalesce(sum(amount), 0)::bigint as amount from written`;
  const [row] = await transaction(db, (tx) => all(tx, statement));
  const { written, amount } = row!;
  return { ...looked(row!, stretch), written, amount };
}

/**
 * What is read in a registry of those whom one comes upon in certain ways. Ways are bits: the first for being looked for,
 * then one for each list of people that facts go through.
 */
interface AccessByWays extends Access {
  readonly ways: number;
  /** All ways in which this registry is looked at. */
  readonly of: number;
}

function accessesOf(gov: Government, { own, others }: Looks, service: Service): AccessByWays[] {
  const looks = [own, ...others].flatMap((looks, nth) => looks.map((look) => ({ ...look, way: 1 << nth })));
  return [...Map.groupBy(looks, ({ registry }) => registry)].flatMap(([registry, ways]) => {
    const of = ways.reduce((sum, { way }) => sum | way, 0);
    return subsets(ways).map((subset) => ({
      ...accessOf(gov, inTheNameOf(service), {
        registry,
        fields: [...new Set(subset.flatMap(({ fields }) => fields))],
      }),
      ways: subset.reduce((sum, { way }) => sum | way, 0),
      of,
    }));
  });
}

/** All but the empty one; there are few lists of people. */
const subsets = <T>([first, ...rest]: readonly T[]): T[][] =>
  first === undefined ? [] : [[first], ...subsets(rest).flatMap((subset) => [[first, ...subset], subset])];

/** Whoever is looked at, those found and all on their lists, with what is read of them by all ways in which one came upon them. */
function seenOf({ others }: Looks, accesses: readonly AccessByWays[]): RawBuilder<unknown> {
  const column = (type: string, value: (access: AccessByWays) => unknown) => array(accesses.map(value), type);
  const ways = [
    sql`select person, 1 as way from found`,
    ...others.map(
      (_, nth) => sql`select jsonb_array_elements_text(${built(othersColumn(nth))})::uuid, ${2 << nth}::int from found`,
    ),
  ];
  return sql`select person, access
    from (select person, bit_or(way) as ways from (${sql.join(ways, sql` union all `)}) as way group by person) as met
    join unnest(${column('int', ({ ways }) => ways)}, ${column('int', ({ of }) => of)}, ${column('uuid', ({ id }) => id)})
      as known (ways, every, access) on known.ways = met.ways & known.every`;
}
