import type { Pack } from './model.ts';
import type { AskedStandard, DataField, DataUse, FieldPlace, Often } from './model-data-use.ts';
import { lawOf, mayRead, type Parts, refer, registryOf } from './parts.ts';
import { partsOf } from './parts-of-pack.ts';
import type { DataUseYaml, RelyingPartyYaml } from './schema.ts';
import { placesOf } from './standard-form.ts';
import { compileStatements } from './statement.ts';
import { YamlFile, type YamlPath } from './yaml-file.ts';

type At = { file: YamlFile; path: YamlPath };

/** A use of a relying party as far as its data goes by it. */
export type UseWithData = Pick<RelyingPartyYaml['uses'][string], 'law' | 'refusing'> &
  Pick<RelyingPartyYaml, 'agency'> & { data: DataUseYaml };

/** Compiles what a use asks registers for; what is wrong is told at its place. @param path of the use. */
export function compileDataUse(parts: Parts, use: UseWithData, { file, path }: At): DataUse {
  const { data } = use;
  const at = (...further: YamlPath): At => ({ file, path: [...path, 'data', ...further] });
  const agency = data.basis === 'statute' ? checkStatute(parts, use, { file, path }) : undefined;
  const fields = [
    ...compileFields(parts, data.fields, { optional: false, agency }, at('fields')),
    ...compileFields(parts, data.optional, { optional: true, agency }, at('optional')),
  ];
  checkEachOnce(fields, at('optional'));
  const statements = compileStatements(parts, data.statements, agency, at('statements'));
  if (fields.length + statements.size === 0) file.mistake(at().path, 'it would ask for nothing');
  const { kept, proof = false, sealed } = data;
  if (sealed && data.basis === 'consent')
    file.mistakeInKey(at('sealed').path, 'who agreed knows of it: only a law seals what it lets read');
  return {
    ...{ basis: data.basis, fields, standards: standardsOf(parts, data), statements, proof },
    written: withoutExamples(data),
    often: oftenOf(data.often),
    kept: { days: daysOf(kept) },
    sealed: sealed && { days: daysOf(sealed.for), law: lawOf(parts, sealed.law, file, at('sealed', 'law').path) },
  };
}

/** Examples are for who writes the file: another one changes nothing that anybody may ask. */
function withoutExamples({ statements, ...data }: DataUseYaml): DataUseYaml {
  const plain = Object.entries(statements ?? {}).map(([id, { examples: _, ...statement }]) => [id, statement]);
  return statements ? { ...data, statements: Object.fromEntries(plain) } : data;
}

/** @param text `90 days` or `12 months`, as the schema has checked. */
const daysOf = (text: string): number => Number.parseInt(text, 10);

const oftenOf = (often: DataUseYaml['often'] = 'once'): Often =>
  often === 'once' ? often : { each: often.each, months: daysOf(often.for) };

/** A law lets an agency read; nobody is asked, so that nobody can refuse. @returns the agency, if there is such a one. */
function checkStatute(parts: Parts, { agency, law, refusing, data }: UseWithData, { file, path }: At) {
  const basis = [...path, 'data', 'basis'];
  if (agency === undefined) file.mistake(basis, 'only an agency is let by law: others need consent');
  if (law.length === 0) file.mistake(basis, 'which law allows it? "law" is empty');
  if (refusing) file.mistakeInKey([...path, 'refusing'], 'nobody is asked, so that nobody can refuse');
  for (const key of ['optional', 'often', 'proof'] as const)
    if (data[key] !== undefined)
      file.mistakeInKey([...path, 'data', key], `"${key}" goes with consent, and not with a statute`);
  return agency !== undefined && Object.hasOwn(parts.pack.agencies, agency) ? agency : undefined;
}

/** What every field that is handed over has to be. */
export function compileFields(
  parts: Parts,
  byRegistry: Readonly<Record<string, readonly string[]>> = {},
  { optional, agency }: { optional: boolean; agency: string | undefined },
  { file, path }: At,
): DataField[] {
  return Object.entries(byRegistry).flatMap(([id, names]) => {
    if (isStandard(id)) return compileStandardFields(parts, { id, names, optional, agency }, { file, path });
    const registry = registryOf(parts, id, { file, path: [...path, id] });
    if (!registry) return [];
    if (agency !== undefined && !mayRead(agency, registry))
      file.mistakeInKey([...path, id], `${agency} may not read ${id}: it is not under "read" there`);
    return names.flatMap((name, index): DataField[] => {
      const at = { file, path: [...path, id, index] };
      const field = refer(registry.fields, name, `field of ${id}`, at);
      if (field?.type === 'person' || field?.type === 'people')
        file.mistake(at.path, `${name} is a person of the house: hand over a name or a number instead`);
      return field ? [{ registry: id, field: name, optional }] : [];
    });
  });
}

/** Whether fields are named by a standard, `finance/income@1`, and not by a register. */
const isStandard = (id: string): boolean => id.includes('/');

/** Fields of a standard are those of the registers that fill them, handed over in another form. */
function compileStandardFields(
  parts: Parts,
  {
    id,
    names,
    optional,
    agency,
  }: { id: string; names: readonly string[]; optional: boolean; agency: string | undefined },
  { file, path }: At,
): DataField[] {
  refer(parts.files.standards, id, 'standard', { file, path: [...path, id] });
  const standard = parts.standards.get(id);
  return names.flatMap((name, index) => {
    const at = { file, path: [...path, id, index] };
    const field = standard && refer(standard.fields, name, `field of ${id}`, at);
    return placesOf<FieldPlace>(field?.form ?? { kind: 'absent' }).map((place): DataField => {
      const registry = parts.registries.get(place.registry);
      if (agency !== undefined && registry && !mayRead(agency, registry))
        file.mistake(
          at.path,
          `${agency} may not read ${place.registry}, which fills ${name}: it is not under "read" there`,
        );
      return { ...place, optional, as: `${id}.${name}` };
    });
  });
}

/** The standards in whose form a use is told, each once. */
function standardsOf({ standards }: Parts, { fields = {}, optional = {} }: DataUseYaml): AskedStandard[] {
  const ids = [...new Set([...Object.keys(fields), ...Object.keys(optional)])].filter((id) => standards.has(id));
  return ids.map((id) => ({ standard: standards.get(id)!, fields: [...(fields[id] ?? []), ...(optional[id] ?? [])] }));
}

/** A field that stands twice is a mistake. */
export function checkEachOnce(fields: readonly DataField[], { file, path }: At): void {
  const paths = fields.map(({ registry, field }) => `${registry}.${field}`);
  const twice = paths.find((one, index) => paths.indexOf(one) < index);
  if (twice === undefined) return;
  const standards = fields.flatMap((one) => (`${one.registry}.${one.field}` === twice && one.as ? [one.as] : []));
  const through = standards.length > 0 ? `, through ${standards.join(' and ')}` : '';
  file.mistake(path, `${twice} is asked for twice${through}`);
}

/**
 * What a use asked for when it was published, compiled anew by the pack as it is now.
 * @returns undefined where it speaks of what the pack has no more.
 */
export function readDataUse(
  pack: Pick<Pack, 'written' | 'registries' | 'standards'>,
  use: UseWithData,
): DataUse | undefined {
  const file = new YamlFile('', '', { value: use, problems: [] });
  const data = compileDataUse(partsOf(pack), use, { file, path: [] });
  return file.problems.length === 0 ? data : undefined;
}
