import { array, type RawBuilder, sql, uuidOf } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import type { Disclosed, Occasion, Reader } from './disclosures.ts';
import { registryOf } from './write.ts';

/** What is read of a registry on an occasion. It is the same for many people, and kept once. */
export interface Access extends Omit<Disclosed, 'person'>, Pick<Occasion, 'purpose'> {
  readonly id: string;
  readonly reader: Exclude<Reader, { kind: 'self' }>;
  /** Whose act it is: the reader's agency, or, where an agency tells somebody outside, the one that keeps the registry. */
  readonly agency: string;
}

/** An access, with the id that it has wherever it comes up again. A law that the basis names is that of the purpose. */
export function accessOf(
  gov: Pick<Government, 'pack'>,
  { reader, purpose: said, basis }: Pick<Occasion<Access['reader']>, 'reader' | 'purpose' | 'basis'>,
  { registry, fields, asked }: Omit<Disclosed, 'person'>,
): Access {
  const agency = reader.kind === 'party' ? registryOf(gov, registry).agency : reader.agency;
  const purpose = basis?.kind === 'statute' && basis.law ? { ...said, law: basis.law } : said;
  const names = [reader.kind, nameOf(reader), agency, registry, fields, purpose];
  const more = [...(reader.kind === 'party' ? [reader.use] : []), ...(asked ? [asked] : [])];
  const id = uuidOf(JSON.stringify([...names, ...more]));
  return { id, reader, agency, purpose, registry, fields, ...(asked && { asked }) };
}

/** The id of a service or relying party, or the person id of an officer or relative. */
export function nameOf(reader: Access['reader']): string {
  if (reader.kind === 'service') return reader.service;
  return reader.kind === 'party' ? reader.party : reader.person;
}

/** In the order of their ids, so that no two wait for each other. */
export function eachOnce(accesses: readonly Access[]): Access[] {
  const byId = new Map(accesses.map((access) => [access.id, access]));
  return [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
}

/** A statement that keeps accesses, each once, that have not come up before. */
export function keepAccesses(accesses: readonly Access[]): RawBuilder<unknown> {
  const column = (type: string, value: (access: Access) => unknown) => array(accesses.map(value), type);
  return sql`insert into registry.access (id, reader_kind, reader, use, agency, registry, fields, purpose, asked)
    select id, reader_kind, reader, use, agency, registry, string_to_array(fields, ' '), purpose, asked
    from unnest(${column('uuid', ({ id }) => id)}, ${column('text', ({ reader }) => reader.kind)},
      ${column('text', ({ reader }) => nameOf(reader))},
      ${column('text', ({ reader }) => (reader.kind === 'party' ? reader.use : null))},
      ${column('text', ({ agency }) => agency)}, ${column('text', ({ registry }) => registry)},
      ${column('text', ({ fields }) => fields.join(' '))}, ${column('jsonb', ({ purpose }) => JSON.stringify(purpose))},
      ${column('text', ({ asked }) => asked ?? null)})
      as given (id, reader_kind, reader, use, agency, registry, fields, purpose, asked)
    on conflict do nothing`;
}
