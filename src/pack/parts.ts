import type { Currency } from '../kernel/index.ts';
import type { Type, Types } from '../rules/index.ts';
import type { PackFiles } from './files.ts';
import type { FactType, LawRef, PeriodOfTime, Registry, Service } from './model.ts';
import type { Standard } from './model-standard.ts';
import { didYouMean } from './problems.ts';
import type { LawYaml, PackYaml } from './schema.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

/** What the parts of a pack refer to. */
export interface Parts {
  readonly pack: PackYaml;
  readonly files: PackFiles;
  readonly registries: ReadonlyMap<string, Registry>;
  readonly standards: ReadonlyMap<string, Standard>;
  /** What services share by name. */
  readonly shared: Vocabulary;
  /** Another service, compiled; undefined and a mistake at the place where it goes round in a circle or does not exist. */
  service(id: string, at: { file: YamlFile; path: YamlPath }): Service | undefined;
}

/**
 * Looks a name up; one that is not there is a mistake. `undefined` also for a file that has mistakes of its own.
 * @param what `role at kennel`: what kind of name it is, and where such names are found.
 */
export function refer<T>(
  table: ReadonlyMap<string, T> | Readonly<Record<string, T>>,
  name: string,
  what: string,
  { file, path }: { file: YamlFile; path: YamlPath },
): T | undefined {
  const names = table instanceof Map ? [...table.keys()] : Object.keys(table);
  if (!names.includes(name)) {
    const [, kind, where = ''] = /^(\w+)(.*)$/.exec(what) ?? [];
    file.mistake(path, `there is no ${kind} "${name}"${where}${didYouMean(name, names)}`);
    return undefined;
  }
  return table instanceof Map ? table.get(name) : (table as Record<string, T>)[name];
}

/** A registry by its id: undefined and a mistake where there is none, undefined alone where its file is broken. */
export function registryOf(
  parts: Pick<Parts, 'files' | 'registries'>,
  id: string,
  at: { file: YamlFile; path: YamlPath },
): Registry | undefined {
  refer(parts.files.registries, id, 'registry', at);
  return parts.registries.get(id);
}

/** A field of a registry, found through `registry.field`. */
export function fieldOf(
  parts: Pick<Parts, 'files' | 'registries'>,
  reference: string,
  at: { file: YamlFile; path: YamlPath },
) {
  const [registryId = '', fieldName = ''] = reference.split('.');
  const registry = registryOf(parts, registryId, at);
  if (!registry) return undefined;
  const field = refer(registry.fields, fieldName, `field of ${registryId}`, at);
  return field && { registry, field, name: fieldName };
}

/** A citation with its act's name in each language. */
export function lawOf(parts: Pick<Parts, 'pack'>, law: LawYaml, file: YamlFile, path: YamlPath): LawRef {
  const act = refer(parts.pack.acts, law.act, 'act in pack.yaml', { file, path: [...path, 'act'] });
  return { ...law, ...act };
}

/** @param text `10 working days` or `30 days`, as the schema has checked. */
export function periodOf(text: string): PeriodOfTime {
  return { days: Number.parseInt(text, 10), working: text.includes('working') };
}

/** What the rules need to know of a field, a fact or a registry's. */
export interface Typed {
  readonly type: FactType;
  readonly unit?: string | undefined;
  readonly of?: Readonly<Record<string, unknown>> | undefined;
  readonly options?: Readonly<Record<string, unknown>> | undefined;
  readonly fields?: Readonly<Record<string, Typed>> | undefined;
}

const STRING: Type = { kind: 'string' };

/** How the rules see each type. A person is an opaque text; money is a number in the currency unless a unit is stated. */
const RULE_TYPES: Readonly<Record<FactType, (field: Typed, currency: string) => Type>> = {
  text: () => STRING,
  name: () => STRING,
  person: () => STRING,
  'bank-account': () => STRING,
  people: () => ({ kind: 'list', of: STRING }),
  date: () => ({ kind: 'date' }),
  boolean: () => ({ kind: 'boolean' }),
  enum: ({ of, options }) => ({ kind: 'enum', values: Object.keys(options ?? of ?? {}) }),
  integer: ({ unit }) => ({ kind: 'number', ...(unit && { unit }) }),
  number: ({ unit }) => ({ kind: 'number', ...(unit && { unit }) }),
  records: ({ fields = {} }, currency) => ({ kind: 'list', of: recordOf(fields, currency) }),
  money: ({ unit }, currency) => ({ kind: 'number', unit: unit ?? currency }),
};

function recordOf(typed: Readonly<Record<string, Typed>>, code: string): Type {
  const fields: Types = Object.fromEntries(
    Object.entries(typed).map(([name, field]) => [name, ruleTypeOf({ currency: { code } }, field)]),
  );
  return { kind: 'record', fields };
}

/** The type by which the rules know the values of a fact or of a registry's field. */
export function ruleTypeOf(pack: { readonly currency: Pick<Currency, 'code'> }, field: Typed): Type {
  return RULE_TYPES[field.type](field, pack.currency.code);
}

/** The type of a whole record: `item` in a count's condition. */
export function recordTypeOf(
  pack: { readonly currency: Pick<Currency, 'code'> },
  registry: Pick<Registry, 'fields'>,
): Type {
  return recordOf(registry.fields, pack.currency.code);
}

/** Whether an agency may read a registry: its own, or one that names it. */
export const mayRead = (agency: string, registry: Registry): boolean =>
  registry.agency === agency || registry.read.includes(agency);

/** The roles of an application: whoever applies, and the people of the record that it is about. */
export function rolesOfMatter(registry: Pick<Registry, 'fields'> | undefined): string[] {
  const people = Object.entries(registry?.fields ?? {}).filter(([, { type }]) => type === 'person');
  return ['applicant', ...people.map(([name]) => name)];
}
