import { AppError } from '../../kernel/index.ts';
import type { Government, Service } from '../../pack/index.ts';
import type { Tree } from '../../rules/index.ts';
import type { Disclosed, Occasion, Reader } from '../disclosures.ts';
import { refuseHeld } from '../federated/index.ts';
import { registryOf } from '../write.ts';
import { factsFrom, factsUsed, itemFields, listsIn } from './used.ts';

/** What is looked at in one registry. */
export type Look = Omit<Disclosed, 'person'>;

/** What a service looks at: of the person themselves, and of everybody on each list of people that facts go through. */
export interface Looks {
  readonly own: readonly Look[];
  readonly others: readonly (readonly Look[])[];
}

/**
 * What a service and further expressions look at.
 * @throws AppError `forbidden` if the service's agency may not read one of the registries, `unavailable` where a node holds one.
 */
export function looksOf(gov: Government, service: Service, also: readonly Tree[] = []): Looks {
  if (service.about) throw new Error(`Service ${service.id} is about a record, not about a person.`);
  if (service.asOf)
    throw new Error(`The law of service ${service.id} is that of a day that differs from person to person.`);
  const used = factsUsed(service, also);
  const held = factsFrom('registry', used).map(({ source }) => ({ registry: source.registry, fields: [source.field] }));
  const counted = factsFrom('count', used).map(({ source: { registry, field, where } }) => ({
    registry,
    fields: [...new Set([field, ...(where ? itemFields(where) : [])])],
  }));
  const others = listsIn(used).map((facts) =>
    facts.flatMap(({ source }) =>
      Object.values(source.take).map(({ registry, field }) => ({ registry, fields: [field] })),
    ),
  );
  const looks = { own: byRegistry([...held, ...counted]), others: others.map(byRegistry) };
  for (const { registry: id } of [looks.own, ...looks.others].flat()) {
    const registry = registryOf(gov, id);
    refuseHeld(registry);
    if (registry.agency !== service.agency && !registry.read.includes(service.agency))
      throw new AppError('forbidden', 'This record is not open to you.');
  }
  return looks;
}

/** Each registry once. */
function byRegistry(looks: readonly Look[]): Look[] {
  return [...Map.groupBy(looks, ({ registry }) => registry)].map(([registry, of]) => ({
    registry,
    fields: [...new Set(of.flatMap(({ fields }) => fields))],
  }));
}

/** Who looks, and what for: the service, by its law. */
export function inTheNameOf({ id, agency, title, law }: Service): Occasion<Extract<Reader, { kind: 'service' }>> {
  const purpose = { text: title, ...(law[0] && { law: law[0] }) };
  return { reader: { kind: 'service', service: id, agency }, purpose };
}
