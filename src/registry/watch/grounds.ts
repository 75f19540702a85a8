import type { Government, Pack, Service } from '../../pack/index.ts';
import type { Access } from '../accesses.ts';
import { factsFrom, itemFields } from '../eligible/used.ts';
import { agencyOf, isOpenTo } from '../open-to.ts';

/** Why nothing allowed a disclosure. */
export type Fault =
  /** The pack has no such registry or field. */
  | 'registry'
  /** The reader's agency may not read the registry. */
  | 'agency'
  /** There is no such service of that agency, or it does not use these fields. */
  | 'service'
  /** The relying party has no use that lets it ask for these fields by law. */
  | 'use'
  /** There was no such consent then, or it does not cover this. */
  | 'consent'
  /** No entry of the public log belongs to it. */
  | 'unlogged';

/** What a law must allow: what was read, by whom. */
export type Ground = Pick<Access, 'reader' | 'agency' | 'registry' | 'fields'>;

/** What is wrong with a look that no consent allowed, by the pack as it stands; undefined where a law allows it. */
export function faultOf(gov: Pick<Government, 'pack'>, ground: Ground): Fault | undefined {
  const { pack } = gov;
  const { reader, fields } = ground;
  const registry = pack.registries.get(ground.registry);
  if (!registry || fields.some((field) => !Object.hasOwn(registry.fields, field))) return 'registry';
  if (!isOpenTo(registry, agencyOf(gov, reader))) return 'agency';
  const isUsed = (used: ReadonlySet<string>) => fields.every((field) => used.has(`${registry.id}.${field}`));
  if (reader.kind === 'service') {
    const used = usedByService(pack, reader.service, reader.agency);
    return used && isUsed(used) ? undefined : 'service';
  }
  if (reader.kind === 'party') {
    const data = pack.relyingParties.get(reader.party)?.uses.get(reader.use)?.data;
    if (data?.basis !== 'statute') return 'use';
    const places = [...data.fields, ...[...data.statements.values()].flatMap(({ reads }) => reads)];
    return isUsed(new Set(places.map(pathOf))) ? undefined : 'use';
  }
  return undefined;
}

const pathOf = ({ registry, field }: { registry: string; field: string }): string => `${registry}.${field}`;

/** The fields that a service, a programme or a credential of an agency has a use for, as paths. */
function usedByService(pack: Pack, id: string, agency: string): ReadonlySet<string> | undefined {
  const programme = pack.programmes.get(id);
  const rules = [pack.services.get(id), programme?.entitlement, pack.credentials.get(id)?.eligibility];
  const own = rules.filter((rule): rule is Service => rule?.agency === agency);
  if (own.length === 0) return undefined;
  const { registry, name, died } = pack.people;
  const more = [
    { registry, field: name },
    ...(died === undefined ? [] : [{ registry, field: died }]),
    ...(programme?.share ? [programme.share] : []),
  ];
  return new Set([...own.flatMap(readsOfRule), ...more].map(pathOf));
}

/** Where the facts of a rule stand in registries. */
function readsOfRule({ facts }: Service): { registry: string; field: string }[] {
  const all = [...facts.values()];
  return [
    ...factsFrom('registry', all).map(({ source }) => source),
    ...factsFrom('each', all).flatMap(({ source }) => Object.values(source.take)),
    ...factsFrom('count', all).flatMap(({ source: { registry, field, where } }) =>
      [field, ...(where ? itemFields(where) : [])].map((one) => ({ registry, field: one })),
    ),
  ];
}
