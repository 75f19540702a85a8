import { AppError, all, type Day, type Db, sql, transaction } from '../../kernel/index.ts';
import type { Government, Service } from '../../pack/index.ts';
import type { Sql, Tree } from '../../rules/index.ts';
import { type Disclosed, type Purpose, type Reader, recordDisclosures } from '../disclosures.ts';
import { registryOf } from '../write.ts';
import { type StretchRow, statementOf } from './statement.ts';
import { factsFrom, factsUsed, itemFields } from './used.ts';

/** So many people one statement looks at, unless fewer are wanted: a fraction of a second's work, so that nothing waits long for it. */
export const MOST_PEOPLE = 5_000;

/** Whom to look for, and where to begin. */
export interface EligibleSearch {
  /** Of a service that is about the person and nothing else. */
  readonly service: Service;
  /** The day on which they would apply. */
  readonly day: Day;
  /** People whose id comes after this one; from the first on unless stated. */
  readonly after?: string;
  /** At most so many people are looked at; `MOST_PEOPLE` unless fewer. */
  readonly limit?: number;
  /** Also those for whom only answers to questions are open. */
  readonly asking?: boolean;
  /** Further expressions over the service's facts, whose values are given with each person. */
  readonly also?: Readonly<Record<string, Tree>>;
  /** Which of these people the caller wants to know of; all unless stated. The others are not given, and so not told. */
  readonly wanted?: (people: readonly string[]) => Promise<ReadonlySet<string>>;
}

/** Somebody who is eligible. */
export interface EligiblePerson {
  readonly person: string;
  /** `need` where only answers to questions are open. */
  readonly eligible: 'yes' | 'need';
  /** In the currency's unit, exact; null where there is none, or it hangs on an answer. */
  readonly amount: string | null;
  /** The values that were asked for besides, as text; null where there is none, or it is not known. */
  readonly also: Readonly<Record<string, string | null>>;
}

export interface EligiblePage {
  readonly people: readonly EligiblePerson[];
  /** How many people were looked at. */
  readonly examined: number;
  /** Where the next page begins (`after`); undefined when nobody is left. */
  readonly next: string | undefined;
}

/**
 * Who is eligible for a service, asked of the registries where they lie: one statement joins what they hold to the
 * service's rule and gives the ids of those who meet all clauses. Nobody else's data goes anywhere, not even into this
 * process. Page by page, in the order of ids, each in a transaction of its own or in the caller's.
 *
 * Those who are given are told in the same transaction, as of every reading: which registries were looked at for this
 * service, by its law; so are those of their families whose records counted. Those who are not found leave no trace: that
 * somebody is not among the eligible goes nowhere, and a row a night for every person of the country would bury the
 * readings that matter, and be a register of its own of what they all were weighed for.
 * @throws AppError `forbidden` if the service's agency may not read one of the registries; NotCompilable if its rule is beyond SQL.
 */
export async function findEligible(db: Db, gov: Government, search: EligibleSearch): Promise<EligiblePage> {
  const { service, day, after, limit = MOST_PEOPLE, asking = false, also = {}, wanted } = search;
  const looks = looksOf(service, Object.values(also));
  assertFindable(gov, service, looks);
  const stretch = { after, limit: Math.min(limit, MOST_PEOPLE) };
  const statement = statementOf(gov, service, day, asking, stretch, also);
  return transaction(db, async (tx) => {
    const [row] = await all(tx, built<StretchRow>(statement));
    const { found, examined, last } = row!;
    const chosen = wanted && found.length > 0 ? await wanted(found.map(({ person }) => person)) : undefined;
    const given = chosen ? found.filter(({ person }) => chosen.has(person)) : found;
    const disclosed = given.flatMap((one) => disclosedOf(looks, one));
    await recordDisclosures(tx, { ...inTheNameOf(service), at: gov.clock.now() }, disclosed);
    return {
      people: given.map(({ person, eligible, amount, also }) => ({ person, eligible, amount, also })),
      examined,
      next: examined < stretch.limit ? undefined : (last ?? undefined),
    };
  });
}

const built = <R>({ texts, values }: Sql) => sql<R>(texts as unknown as TemplateStringsArray, ...values);

function inTheNameOf({ id, agency, title, law }: Service): { reader: Reader; purpose: Purpose } {
  const purpose = { text: title, ...(law[0] && { law: law[0] }) };
  return { reader: { kind: 'service', service: id, agency }, purpose };
}

type Look = Omit<Disclosed, 'person'>;

/** What a service looks at: of the person themselves, and of each of several people for every fact that goes through people. */
interface Looks {
  readonly own: readonly Look[];
  readonly others: readonly (readonly Look[])[];
}

function looksOf(service: Service, also: readonly Tree[]): Looks {
  const used = factsUsed(service, also);
  const held = factsFrom('registry', used).map(({ source }) => ({ registry: source.registry, fields: [source.field] }));
  const counted = factsFrom('count', used).map(({ source: { registry, field, where } }) => ({
    registry,
    fields: [...new Set([field, ...(where ? itemFields(where) : [])])],
  }));
  const others = factsFrom('each', used).map(({ source }) =>
    Object.values(source.take).map(({ registry, field }) => ({ registry, fields: [field] })),
  );
  return { own: [...held, ...counted], others };
}

function assertFindable(gov: Government, service: Service, { own, others }: Looks): void {
  if (service.about) throw new Error(`Service ${service.id} is about a record, not about a person.`);
  if (service.asOf)
    throw new Error(`The law of service ${service.id} is that of a day that differs from person to person.`);
  for (const { registry: id } of [...own, ...others.flat()]) {
    const registry = registryOf(gov, id);
    if (registry.agency !== service.agency && !registry.read.includes(service.agency))
      throw new AppError('forbidden', 'This record is not open to you.');
  }
}

/** What is told, and to whom. */
function disclosedOf({ own, others }: Looks, found: StretchRow['found'][number]): Disclosed[] {
  const ofOthers = others.flatMap((looks, index) =>
    (found.others[index] ?? []).flatMap((person) => looks.map((look) => ({ person, ...look }))),
  );
  return [...own.map((look) => ({ person: found.person, ...look })), ...ofOthers];
}
