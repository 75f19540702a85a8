import { type FieldPlace, faultsIn, placesOf, type Standard, valueBy } from '../pack/index.ts';
import type { NodeFinding } from './check.ts';
import type { Asked } from './client.ts';

/** What the values of a node are held against: the standards of a pack. */
export interface Conformance {
  standards: ReadonlyMap<string, Standard>;
  /** A text of the node as the registry's field would hold it; undefined where the field cannot hold it. */
  read(place: FieldPlace, text: string): unknown;
}

/** A registry as a node describes it. */
export interface Described {
  registry: string;
  fields: readonly string[];
  standards: readonly string[];
}

/** The registry that is tried, out of what a node says of itself; undefined where it does not name it. */
export function describedIn(said: unknown, registry: string): Described | undefined {
  const { registries } = (said ?? {}) as { registries?: unknown };
  const own = Array.isArray(registries)
    ? (registries as Partial<Described>[]).find((one) => one?.registry === registry)
    : undefined;
  const texts = (list: unknown) => (Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []);
  return own && { registry, fields: texts(own.fields), standards: texts(own.standards) };
}

/**
 * Whether what a node publishes of a registry satisfies each standard that it claims: in type, in the values of enums, and
 * in what is always there. No value stands in a finding.
 * @param ask asks the node for fields of the person that was named.
 */
export async function checkStandards(
  { registry, fields, standards: claims }: Described,
  { standards, read }: Conformance,
  ask: (fields: readonly string[]) => Promise<Asked>,
): Promise<NodeFinding[]> {
  const findings: NodeFinding[] = [];
  for (const id of claims) {
    const standard = standards.get(id);
    const faults = standard
      ? await faultsWith({ registry, fields, standard, read, ask })
      : [`the pack has no such standard: it has ${[...standards.keys()].join(', ')}`];
    const says = `What it publishes satisfies ${id}, which it claims.`;
    const finding = { id: `standard.${id}`, source: `/standards, ${id}`, says };
    if (faults.length === 0) findings.push({ ...finding, ok: true });
    findings.push(...faults.map((but) => ({ ...finding, ok: false, but })));
  }
  return findings;
}

interface Trying extends Pick<Conformance, 'read'> {
  registry: string;
  /** That the node publishes. */
  fields: readonly string[];
  standard: Standard;
  ask(fields: readonly string[]): Promise<Asked>;
}

/** What is wrong, in plain words. Of a standard that several registers fill, only what this one does is looked at. */
async function faultsWith({ registry, fields, standard, read, ask }: Trying): Promise<string[]> {
  const own = [...standard.fields].flatMap(([name, { form, optional }]) => {
    const places = placesOf(form);
    return places.length > 0 && places.every((place) => place.registry === registry)
      ? [{ name, form, optional, places }]
      : [];
  });
  if (own.length === 0) return [`${registry} fills no field of it`];
  const missing = own.flatMap(({ name, optional, places }) =>
    optional
      ? []
      : places.flatMap(({ field }) =>
          fields.includes(field) ? [] : [`${field}, which fills ${name}, is not published`],
        ),
  );
  const told = own.filter(({ places }) => places.every(({ field }) => fields.includes(field)));
  if (told.length === 0) return missing;
  const asked = await ask([...new Set(told.flatMap(({ places }) => places.map(({ field }) => field)))]);
  if (!asked.ok) return [...missing, `it does not answer: ${asked.failed}`];
  const [answer] = asked.answer.answers;
  if ('refused' in answer!) return [...missing, `it refuses: ${answer.refused}`];
  const [record] = answer!.records;
  if (!record) return [...missing, 'it holds no record of the person that was named'];
  const values = Object.entries(record.values).map(([field, text]) => {
    const place = { registry, field };
    return { field, value: text === null ? null : read(place, text) };
  });
  const unread = values.flatMap(({ field, value }) =>
    value === undefined ? [`${field} is nothing that ${registry} can hold`] : [],
  );
  const known = Object.fromEntries(values.map(({ field, value }) => [field, value]));
  const said = told.map(({ name, form }) => [name, valueBy(form, ({ field }) => known[field])] as const);
  const whole = Object.fromEntries(said.filter(([, value]) => value !== undefined));
  return [...missing, ...unread, ...faultsIn(standard.contract, whole).map(({ field, says }) => `${field} ${says}`)];
}
