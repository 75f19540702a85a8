import { all, type Db, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Disclosed, recordDisclosures } from '../disclosures.ts';
import { inTheNameOf, type Looks, looksOf } from './looks.ts';
import { built, type Looked, looked, type Page, stretchFrom } from './page.ts';
import { type StretchRow, statementOf, type Wanted } from './statement.ts';

/** Whom to look for, where to begin, and whom to give. */
export interface EligibleSearch extends Omit<Wanted, 'also'>, Page {
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
}

export interface EligiblePage extends Looked {
  readonly people: readonly EligiblePerson[];
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
  const { service, wanted } = search;
  const looks = looksOf(gov, service);
  const stretch = stretchFrom(search);
  const statement = statementOf(gov, search, stretch);
  return transaction(db, async (tx) => {
    const [row] = await all(tx, built<StretchRow>(statement));
    const { found } = row!;
    const chosen = wanted && found.length > 0 ? await wanted(found.map(({ person }) => person)) : undefined;
    const given = chosen ? found.filter(({ person }) => chosen.has(person)) : found;
    const disclosed = given.flatMap((one) => disclosedOf(looks, one));
    await recordDisclosures(tx, gov, inTheNameOf(service), disclosed);
    const people = given.map(({ person, eligible, amount }) => ({ person, eligible, amount }));
    return { people, ...looked(row!, stretch) };
  });
}

/** What is told, and to whom. */
function disclosedOf({ own, others }: Looks, found: StretchRow['found'][number]): Disclosed[] {
  const ofOthers = others.flatMap((looks, index) =>
    (found.others[index] ?? []).flatMap((person) => looks.map((look) => ({ person, ...look }))),
  );
  return [...own.map((look) => ({ person: found.person, ...look })), ...ofOthers];
}
