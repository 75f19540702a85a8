import { addDays, addMonths, type Day, isDay } from '../kernel/index.ts';
import type { Loaded } from './files.ts';
import type { ImportRow, Numbering, Pack, Registry } from './model.ts';
import { type Parts, refer, registryOf } from './parts.ts';
import { didYouMean } from './problems.ts';
import type { PeopleYaml, RegistryYaml } from './schema.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

const RELATIVE = /^([+-]\d{1,5}) (days|months|years)$/;

/** A day written as such, or relative to today: `-5 days`, `+1 months`, `-30 years`; undefined when it is neither. */
export function resolveDay(text: string, today: Day): Day | undefined {
  if (isDay(text)) return text;
  const [, count, unit] = RELATIVE.exec(text) ?? [];
  if (!count) return undefined;
  return unit === 'days'
    ? addDays(today, Number(count))
    : addMonths(today, Number(count) * (unit === 'years' ? 12 : 1));
}

/**
 * Everybody in the demo, as rows of import files: those written out in people.yaml, then those made from its seed. Rows of
 * registries that a node holds are left out: they lie there.
 */
export function* demoRows(pack: DemoOf, today: Day): Generator<ImportRow> {
  for (const row of everyRow(pack, today)) if (!pack.registries.get(row.registry)?.held) yield row;
}

type DemoOf = Pick<Pack, 'demo' | 'registries' | 'population'>;

function* everyRow(pack: DemoOf, today: Day): Generator<ImportRow> {
  const { seed, count, records } = pack.demo;
  for (const [registry, rows] of Object.entries(records)) {
    const { fields } = pack.registries.get(registry)!;
    for (const row of rows) yield { registry, row: withDays(fields, row, today) };
  }
  yield* pack.population(seed, count, today);
}

function withDays(fields: Registry['fields'], row: Record<string, unknown>, today: Day): Record<string, unknown> {
  const dated = Object.entries(row).map(([name, value]) => [
    name,
    fields[name]?.type === 'date' ? resolveDay(String(value), today) : value,
  ]);
  return Object.fromEntries(dated);
}

/** Checks the demo's people: officers' posts, numbers, and that each record fits its registry. */
export function checkPeople(parts: Parts, numbering: Numbering | undefined, { yaml, file }: Loaded<PeopleYaml>): void {
  for (const [index, persona] of yaml.personas.entries()) {
    const path = ['personas', index];
    checkNumber(numbering, persona.number, file, [...path, 'number']);
    if (!persona.post) continue;
    const agency = refer(parts.pack.agencies, persona.post.agency, 'agency', {
      file,
      path: [...path, 'post', 'agency'],
    });
    if (agency)
      refer(agency.roles, persona.post.role, `role at ${persona.post.agency}`, {
        file,
        path: [...path, 'post', 'role'],
      });
  }
  for (const [id, rows] of Object.entries(yaml.records)) {
    const registry = registryOf(parts, id, { file, path: ['records', id] });
    if (!registry) continue;
    for (const [index, row] of rows.entries()) checkRecord(registry, row, numbering, file, ['records', id, index]);
  }
}

function checkRecord(
  registry: Registry,
  row: Record<string, unknown>,
  numbering: Numbering | undefined,
  file: YamlFile,
  path: YamlPath,
): void {
  for (const name of Object.keys(row)) {
    const field = registry.fields[name];
    if (!field)
      file.mistakeInKey(
        [...path, name],
        `${registry.id} has no field "${name}"${didYouMean(name, Object.keys(registry.fields))}`,
      );
    else checkValue(field, row[name], numbering, file, [...path, name]);
  }
  const missing = Object.entries(registry.fields).filter(
    ([name, field]) => !field.optional && !Object.hasOwn(row, name),
  );
  if (missing.length > 0) file.mistake(path, `this record lacks ${missing.map(([name]) => name).join(', ')}`);
}

function checkValue(
  field: RegistryYaml['fields'][string],
  value: unknown,
  numbering: Numbering | undefined,
  file: YamlFile,
  path: YamlPath,
): void {
  const { type, of = {} } = field;
  if (type === 'person') checkNumber(numbering, value, file, path);
  else if (type === 'people')
    for (const [index, number] of [value].flat().entries()) checkNumber(numbering, number, file, [...path, index]);
  else if (type === 'date') {
    if (resolveDay(String(value), '2000-01-01') === undefined)
      file.mistake(path, `"${value}" is neither a date nor relative to today, as "-5 days" is`);
  } else if (type === 'enum') {
    if (!Object.hasOwn(of, String(value)))
      file.mistake(path, `"${value}" is not possible${didYouMean(String(value), Object.keys(of))}`);
  } else if (['integer', 'number', 'money'].includes(type) !== (typeof value === 'number')) {
    file.mistake(path, `this must be ${typeof value === 'number' ? 'text: write it in quotes' : 'a number'}`);
  }
}

function checkNumber(numbering: Numbering | undefined, number: unknown, file: YamlFile, path: YamlPath): void {
  if (typeof number !== 'string') file.mistake(path, 'a person stands here by their number, as text');
  else {
    const wrong = numbering?.check(number);
    if (wrong) file.mistake(path, `${number}: ${wrong.en}`);
  }
}
