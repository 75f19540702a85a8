import { numberOf } from '../../identity/index.ts';
import { type Day, type Db, dayOf } from '../../kernel/index.ts';
import {
  type ClaimValue,
  type CredentialType,
  claimValues,
  type Fact,
  type Government,
  parametersOn,
} from '../../pack/index.ts';
import { gatherFacts, type Reader, readFacts, relatedPeople, rolesOf, scopeOf } from '../../registry/index.ts';
import { prepare, type Trace, trace } from '../../rules/index.ts';
import { type About, purposeOf, readerOf } from './model.ts';
import { refused } from './refusals.ts';

/** What the law says of somebody and a credential now. */
export interface MayHave {
  state: 'yes' | 'no' | 'need';
  /** The clauses that are not met. */
  because: readonly string[];
  /** What no registry knows, and would have to be known. */
  ask: readonly Fact[];
  /** What a copy would say. */
  claims: readonly ClaimValue[];
  trace: Trace;
  day: Day;
}

/**
 * A type of credential of the pack.
 * @throws AppError `not-found`.
 */
export function credentialType({ pack }: Pick<Government, 'pack'>, id: string): CredentialType {
  const type = pack.credentials.get(id);
  if (!type) throw refused('no-type');
  return type;
}

/** What a card speaks of where nothing else is named: its holder. */
export const ofHolder = (person: string): About => ({ subject: person, key: '' });

/**
 * Whether somebody may have a credential, now and by what registers hold. What is read is disclosed to whom it is about.
 * @param about the record that names them, where the credential is not about its holder.
 * @param reader in whose name it is read; the issuer's unless stated.
 * @throws AppError `forbidden` for a record that does not name them.
 */
export async function mayHave(
  db: Db,
  gov: Government,
  {
    person,
    type,
    about,
    reader = readerOf(type),
  }: { person: string; type: CredentialType; about: About; reader?: Reader },
): Promise<MayHave> {
  const { holder, eligibility: rule } = type;
  const purpose = purposeOf(type);
  const matter = holder.kind === 'named' ? { registry: holder.registry, ...about } : null;
  const matters = await mattersOf(db, gov, person, type);
  if (!matters.some(({ subject, key }) => subject === about.subject && key === about.key)) throw refused('may-not');
  const day = dayOf(gov.clock.now(), gov.pack.timeZone);
  const roles = await rolesOf(db, gov, person, matter);
  // Who looks for themself is told as that to their family, too; of others it is the issuer that reads.
  const family = reader.kind === 'self' ? await relatedPeople(db, gov, person) : new Set();
  const relative = { kind: 'relative', person, agency: type.agency } as const;
  const facts = await gatherFacts(db, gov, {
    facts: [...rule.facts.values()],
    roles,
    matter,
    answers: {},
    readerOf: (_, of) => {
      if (reader.kind !== 'self' || of === person) return reader;
      return family.has(of) ? relative : readerOf(type);
    },
    purpose,
    granted: () => undefined,
    appliedOn: day,
  });
  const scope = scopeOf(gov, rule.facts.values(), facts, roles, day);
  const found = trace(prepare(rule.rule), scope, parametersOn(rule, day));
  const state = found.eligible === 'yes' ? 'yes' : found.eligible;
  return {
    state,
    because: found.because,
    ask: found.need.flatMap((name) => rule.facts.get(name) ?? []),
    claims: await withNumbers(db, claimValues(type, found.scope)),
    trace: found,
    day,
  };
}

/**
 * What somebody could have a card of: themself, or each record that names them in one of the fields that make holders.
 * Nothing that a record says is read, so that this is no disclosure.
 */
export async function mattersOf(db: Db, gov: Government, person: string, type: CredentialType): Promise<About[]> {
  const { holder } = type;
  if (holder.kind === 'self') return [ofHolder(person)];
  const { registry, fields } = holder;
  const readings = await readFacts(db, gov, {
    reader: { kind: 'self', person },
    purpose: purposeOf(type),
    reads: fields.map((through) => ({ registry, person, fields: [], through })),
  });
  const found = readings.flatMap(({ records }) => records.map(({ subject, key }) => ({ subject, key })));
  return [...new Map(found.map((about) => [`${about.subject} ${about.key}`, about])).values()];
}

/** Outside, people are told apart by their national numbers, and never by our ids. */
async function withNumbers(db: Db, values: readonly ClaimValue[]): Promise<ClaimValue[]> {
  const ids = values.flatMap(({ type, value }) => (type === 'person' ? [String(value)] : []));
  if (ids.length === 0) return [...values];
  const numbers = await numberOf(db, ids);
  return values.flatMap((one) => {
    if (one.type !== 'person') return [one];
    const value = numbers.get(String(one.value));
    return value === undefined ? [] : [{ ...one, value }];
  });
}
