import { type Db, type Text, transaction } from '../../kernel/index.ts';
import type { Fact, Government, Pack, Registry } from '../../pack/index.ts';
import { type Facts, gatherFacts, type Matter, type Roles, rolesOf } from '../../registry/index.ts';
import { serviceReader } from '../cases/context.ts';
import { today } from '../cases/deadline.ts';
import { casesOf, grantsOf } from '../cases/store.ts';
import { mattersOf, type OwnMatter } from '../offers.ts';
import type { Knowledge, KnownMatter } from './finding.ts';
import { type Candidate, factsByKey, finderOf } from './prepare.ts';

/** Of each kind of record, how many of a person's latest are looked at. */
const MOST_RECORDS = 3;

/** What people whose data is read are told that it was for. */
const PURPOSE: Text = {
  ko: '받을 수 있는 혜택 찾기',
  'zh-Hant': '查詢可申請的項目',
  en: 'To find what somebody can get',
};

/** The registries that are looked into, each with the agency that keeps it. */
export function registriesOf(pack: Pack): Registry[] {
  const { candidates, aboutRecords } = finderOf(pack);
  const facts = factsByKey([...candidates, ...[...aboutRecords.values()].flat()]);
  const ids = [...facts.values()].flatMap(({ source }) => {
    if (source.kind === 'each') return Object.values(source.take).map(({ registry }) => registry);
    return source.kind === 'registry' || source.kind === 'count' ? [source.registry] : [];
  });
  return [...new Set([...aboutRecords.keys(), ...ids])].map((id) => pack.registries.get(id)!);
}

/** What services that are about nobody's record look at, by key. */
export const sharedFactsOf = (pack: Pack): ReadonlyMap<string, Fact> => finderOf(pack).facts;

/** Somebody of whom nothing is known but what they say. */
export const NOTHING_KNOWN: Knowledge = { facts: {}, roles: {}, matters: [], cases: [] };

/** What a person has applied for: their own doings, for which no registry is looked into. */
export async function withoutRegistries(db: Db, person: string): Promise<Knowledge> {
  return { ...NOTHING_KNOWN, roles: { applicant: person }, cases: await casesOf(db, person) };
}

/**
 * Looks into the registries for everything that any service would look at: of the person as they themselves, of others
 * (a household's members, a child's father) in the name of a service that deals with them, which those people see.
 */
export function fromRegistries(db: Db, gov: Government, person: string): Promise<Knowledge> {
  return transaction(db, async (tx) => {
    const { candidates, aboutRecords } = finderOf(gov.pack);
    const own = await withoutRegistries(tx, person);
    const facts = await gatherFor(tx, gov, candidates, own.roles, null);
    const matters: KnownMatter[] = [];
    for (const [registry, about] of aboutRecords) {
      for (const matter of (await mattersOf(tx, gov, person, registry)).slice(0, MOST_RECORDS)) {
        matters.push(await knownMatter(tx, gov, about, person, matter));
      }
    }
    return { ...own, facts, matters };
  });
}

async function knownMatter(
  tx: Db,
  gov: Government,
  candidates: readonly Candidate[],
  person: string,
  own: OwnMatter,
): Promise<KnownMatter> {
  const roles = await rolesOf(tx, gov, person, own.matter);
  const granted = await grantsOf(tx, own.matter);
  return { own, roles, granted, facts: await gatherFor(tx, gov, candidates, roles, own.matter) };
}

/** What several services look at, by key: what they share is read once. What is asked is left to the answers. */
async function gatherFor(
  tx: Db,
  gov: Government,
  candidates: readonly Candidate[],
  roles: Roles,
  matter: Matter | null,
): Promise<Facts> {
  const users = new Map(
    candidates.toReversed().flatMap(({ service, keys }) => [...keys.values()].map((key) => [key, service])),
  );
  const granted = await grantsOf(tx, null);
  return gatherFacts(tx, gov, {
    facts: [...factsByKey(candidates).values()].filter(({ source }) => source.kind !== 'asked'),
    roles,
    matter,
    answers: {},
    readerOf: ({ name }, person) =>
      person === roles.applicant ? { kind: 'self', person } : serviceReader(users.get(name)!),
    purpose: { text: PURPOSE },
    granted: matter ? () => undefined : granted,
    appliedOn: today(gov),
  });
}
