import { sha256 } from '../kernel/index.ts';
import type { Loaded } from './files.ts';
import type { FieldPlace } from './model-data-use.ts';
import type {
  ContractField,
  Form,
  Standard,
  StandardContract,
  StandardField,
  VersionMapping,
} from './model-standard.ts';
import { fieldOf, lawOf, type Parts, refer } from './parts.ts';
import type { StandardYaml } from './schema.ts';
import { placesOf, through, turnedRound, valueBy } from './standard-form.ts';
import { compileStep, type StepSource } from './standard-steps.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

type At = { file: YamlFile; path: YamlPath };
type StandardParts = Pick<Parts, 'pack' | 'files' | 'registries'>;

/** One version as its file says it, before it is known what fills it. */
interface Draft extends Loaded<StandardYaml> {
  id: string;
  name: string;
  version: number;
  contract: StandardContract;
}

/**
 * Compiles the standards of a pack. Registers fill the newest version of each; those before it are made out of the next by
 * its mapping. What would break a receiver of an older version is a mistake, told where it can be mended.
 */
export function compileStandards(parts: StandardParts): Map<string, Standard> {
  const drafts = [...parts.files.standards].flatMap(([id, loaded]) => (loaded ? [draftOf(parts, id, loaded)] : []));
  const compiled = [...Map.groupBy(drafts, ({ name }) => name).values()].flatMap((versions) =>
    compileVersions(
      parts,
      versions.toSorted((one, other) => one.version - other.version),
    ),
  );
  return new Map(compiled.map((standard) => [standard.id, standard]));
}

function draftOf({ pack }: StandardParts, id: string, { file, yaml }: Loaded<StandardYaml>): Draft {
  const [name = '', version = ''] = id.split('@');
  if (Object.keys(yaml.fields).length === 0) file.mistake(['fields'], 'needs at least 1');
  for (const [field, { type, of }] of Object.entries(yaml.fields)) {
    if (type === 'enum' && !of) file.mistake(['fields', field], 'an enum needs its values under "of"');
    if (type !== 'enum' && of) file.mistakeInKey(['fields', field, 'of'], 'only an enum has values');
  }
  return { file, yaml, id, name, version: Number(version), contract: contractOf(yaml, pack.currency.code) };
}

/** What receivers and providers rely on, in one order whatever that of the file. Money without a unit is in the currency. */
function contractOf({ fields }: StandardYaml, currency: string): StandardContract {
  const own = Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(
    own.map(([name, { type, unit, of, optional = false }]): [string, ContractField] => {
      const stated = unit ?? (type === 'money' ? currency : undefined);
      const values = of && Object.keys(of).sort();
      return [name, { type, ...(stated !== undefined && { unit: stated }), ...(values && { values }), optional }];
    }),
  );
}

/** All versions of one standard, the oldest first. */
function compileVersions(parts: StandardParts, drafts: readonly Draft[]): Standard[] {
  const made: Standard[] = [];
  let next: { standard: Standard; draft: Draft } | undefined;
  for (const [index, draft] of [...drafts.entries()].reverse()) {
    const before = drafts[index - 1];
    if (before && before.version !== draft.version - 1)
      draft.file.mistake(
        ['id'],
        `${draft.name}@${draft.version - 1} is missing: versions follow each other, since each is made out of the next`,
      );
    const forms = next ? formsOfOlder(next.standard, draft) : formsOfNewest(parts, draft);
    const mapping = mappingOf(draft, before);
    const standard = standardOf(parts, draft, forms, mapping);
    made.unshift(standard);
    next = { standard, draft };
  }
  return made;
}

function standardOf(
  parts: StandardParts,
  { id, name, version, yaml, file, contract }: Draft,
  forms: ReadonlyMap<string, Form<FieldPlace>>,
  mapping: VersionMapping | undefined,
): Standard {
  const { title, summary, law, source } = yaml;
  const fields = Object.entries(yaml.fields).map(([field, { title: own, of }]): [string, StandardField] => [
    field,
    { ...contract[field]!, title: own, options: of, form: forms.get(field) ?? { kind: 'absent' } },
  ]);
  return {
    ...{ id, industry: id.slice(0, id.indexOf('/')), name, version, title, summary, source, contract, mapping },
    law: law.map((one, index) => lawOf(parts, one, file, ['law', index])),
    fields: new Map(fields),
    hash: sha256(JSON.stringify(contract)).toString('hex'),
  };
}

/** The newest version comes out of registers. */
function formsOfNewest(parts: StandardParts, { id, yaml, file, contract }: Draft): Map<string, Form<FieldPlace>> {
  const sourceOf = (reference: string, at: At): StepSource<FieldPlace> | undefined => {
    const found = fieldOf(parts, reference, at);
    if (!found) return undefined;
    const { type, unit, of, optional = false } = found.field;
    const stated = unit ?? (type === 'money' ? parts.pack.currency.code : undefined);
    return {
      place: { registry: found.registry.id, field: found.name },
      field: { type, ...(stated !== undefined && { unit: stated }), ...(of && { values: Object.keys(of) }), optional },
    };
  };
  const forms = new Map<string, Form<FieldPlace>>();
  for (const [name, { from }] of Object.entries(yaml.fields)) {
    const at = { file, path: ['fields', name, 'from'] };
    if (from === undefined) file.mistake(['fields', name], 'which field of a register fills it? "from" is missing');
    const form = from && compileStep(from, { standard: id, name, field: contract[name]! }, sourceOf, at);
    if (form) forms.set(name, form);
  }
  checkOneRegister(forms, contract, file);
  return forms;
}

/** What is always there is so of whom one register knows; another may know nothing of them. */
function checkOneRegister(
  forms: ReadonlyMap<string, Form<FieldPlace>>,
  contract: StandardContract,
  file: YamlFile,
): void {
  const always = [...forms].filter(([name]) => !contract[name]!.optional);
  const registers = new Set(always.flatMap(([, form]) => placesOf(form)).map(({ registry }) => registry));
  if (registers.size > 1)
    file.mistake(
      ['fields'],
      `what is always there has to come of one register, and not of ${[...registers].join(' and ')}: make the others optional`,
    );
}

/** An older version comes out of the next, and so out of registers. */
function formsOfOlder(next: Standard, { yaml, file, id }: Draft): Map<string, Form<FieldPlace>> {
  for (const [name, { from }] of Object.entries(yaml.fields))
    if (from !== undefined)
      file.mistakeInKey(['fields', name, 'from'], `registers fill ${next.id}; ${id} is made out of that`);
  const inner = (name: string): Form<FieldPlace> => next.fields.get(name)?.form ?? { kind: 'absent' };
  return new Map(Array.from(next.mapping?.forms ?? [], ([name, form]) => [name, through(form, inner)]));
}

/** How the version before is made out of this one, all of it: who relies on that version goes on. */
function mappingOf({ id, yaml, file, contract }: Draft, before: Draft | undefined): VersionMapping | undefined {
  const { mapping = {} } = yaml;
  if (!before) {
    if (yaml.mapping) file.mistakeInKey(['mapping'], 'there is no version before it');
    return undefined;
  }
  const sourceOf = (name: string, at: At): StepSource<string> | undefined => {
    const field = refer(contract, name, `field of ${id}`, at);
    return field && { place: name, field };
  };
  for (const name of Object.keys(mapping))
    refer(before.contract, name, `field of ${before.id}`, { file, path: ['mapping', name] });
  const forms = new Map<string, Form<string>>();
  for (const [name, field] of Object.entries(before.contract)) {
    const step = mapping[name] ?? (Object.hasOwn(contract, name) ? name : undefined);
    const form =
      step !== undefined &&
      compileStep(step, { standard: before.id, name, field }, sourceOf, { file, path: ['mapping', name] });
    if (step === undefined)
      file.mistake(
        ['mapping'],
        `receivers of ${before.id} need ${name}: say here out of which fields it is made, or {dropped: true} if it is optional`,
      );
    if (form) forms.set(name, form);
  }
  return { to: before.id, forms, back: backOf(forms, contract) };
}

/** The way back, if every field comes back: of each the first form that loses nothing. */
function backOf(forms: ReadonlyMap<string, Form<string>>, contract: StandardContract): VersionMapping['back'] {
  const back = new Map<string, Form<string>>();
  for (const [name, form] of forms) {
    const turned = turnedRound(form, name);
    if (turned && !back.has(turned.of)) back.set(turned.of, turned.form);
  }
  return Object.keys(contract).every((name) => back.has(name)) ? back : undefined;
}

/** A record in the form of the version before. Pure: what is not known stays so. */
export function translated(
  forms: ReadonlyMap<string, Form<string>>,
  record: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const values = Array.from(forms, ([name, form]) => [name, valueBy(form, (field) => record[field])] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}
