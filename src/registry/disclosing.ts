import { array, type RawBuilder, sql } from '../kernel/index.ts';
import { base64urlOf, canonicalJson, committingActs, NEW_SALTS, newEntries } from '../log/index.ts';
import type { Government } from '../pack/index.ts';
import { type Access, eachOnce, keepAccesses } from './accesses.ts';
import { contentOf, DISCLOSED } from './disclosure-content.ts';
import type { Occasion } from './disclosures.ts';

/** By which right many are read at once: by the law of the accesses' purpose unless stated. */
export type ManyOccasion = Pick<Occasion, 'basis' | 'sealedUntil'>;

/**
 * Records what is read of many people where they are found, as `recordDisclosures` does: a row each, and an entry of the
 * public log each, in the same statement.
 * @param seen a query for `person` and the `access`, of which a person has one for each registry.
 * @returns parts of a `with`.
 */
export function disclosing(
  gov: Pick<Government, 'clock' | 'logOrigin'>,
  seen: RawBuilder<unknown>,
  accesses: readonly Access[],
  { basis, sealedUntil: until }: ManyOccasion = {},
): RawBuilder<unknown> {
  const known = eachOnce(accesses);
  const sealedUntil = until ?? null;
  const consent = basis?.kind === 'consent' ? basis.consent : null;
  const contents = known.map((access) => aroundPerson(access, { consent, sealedUntil }));
  const ids = known.map(({ id }) => id);
  const agencies = known.map(({ agency }) => agency);
  const [before, after] = [contents.map(([one]) => one), contents.map(([, other]) => other)];
  const at = gov.clock.now();
  return sql`accessed as (${keepAccesses(known)}),
    telling as materialized (
      select person, access, ${newEntries(at)} as id, ${NEW_SALTS} as salt,
        before || convert_to(person::text, 'UTF8') || after as content, agency
      from (${seen}) as seen join unnest(${array(ids, 'uuid')}, ${array(agencies, 'text')}, ${array(before, 'bytea')},
        ${array(after, 'bytea')}) as known (access, agency, before, after) using (access)),
    disclosed as (
      insert into registry.disclosure (person, id, at, access, salt, consent, sealed_until)
      select person, id, ${at}, access, ${base64urlOf(sql`salt`)}, ${consent}::uuid, ${sealedUntil}::timestamptz from telling),
    ${committingActs(gov.logOrigin, { kind: DISCLOSED, at }, sql`select id, salt, content, agency from telling`)}`;
}

/** No person, and nothing that a purpose would say. */
const PERSON = '00000000-0000-0000-0000-000000000000';

/** What the entry of a disclosure commits to, around the person. */
function aroundPerson(access: Access, more: { consent: string | null; sealedUntil: Date | null }): [Buffer, Buffer] {
  const [before, after] = canonicalJson(contentOf(access, { ...more, person: PERSON })).split(PERSON);
  return [Buffer.from(before!), Buffer.from(after!)];
}
