import type { PackFiles } from './files.ts';
import type { Registry } from './model.ts';
import { lawOf, refer } from './parts.ts';
import type { PackYaml, RegistryYaml } from './schema.ts';
import type { YamlFile } from './yaml-file.ts';

/** Checks what the registries' files say of each other and of the pack, and completes them. */
export function compileRegistries(pack: PackYaml, files: PackFiles): Map<string, Registry> {
  const registries = new Map<string, Registry>();
  for (const [id, loaded] of files.registries) {
    if (loaded) registries.set(id, compileRegistry(pack, loaded.yaml, loaded.file));
  }
  return registries;
}

function compileRegistry(pack: PackYaml, yaml: RegistryYaml, file: YamlFile): Registry {
  const agency = refer(pack.agencies, yaml.agency, 'agency', { file, path: ['agency'] });
  if (agency) refer(agency.roles, yaml.keeper, `role at ${yaml.agency}`, { file, path: ['keeper'] });
  for (const [index, reader] of yaml.read.entries())
    refer(pack.agencies, reader, 'agency', { file, path: ['read', index] });
  for (const name of Object.keys(yaml.fields)) checkField(yaml, name, file);
  checkPeople(yaml, file);
  const key = yaml.key && refer(yaml.fields, yaml.key, 'field', { file, path: ['key'] });
  if (key && key.type !== 'text') file.mistake(['key'], `${yaml.key} must be a text to tell records apart`);
  return {
    ...yaml,
    law: yaml.law && lawOf({ pack }, yaml.law, file, ['law']),
    foundBy: [yaml.subject, ...(yaml.people ?? [])],
  };
}

function checkField({ fields }: RegistryYaml, name: string, file: YamlFile): void {
  const { type, of, format } = fields[name]!;
  const path = ['fields', name];
  if (type === 'enum' && !of) file.mistake(path, 'an enum needs its values under "of"');
  if (type !== 'enum' && of) file.mistakeInKey([...path, 'of'], 'only an enum has values');
  if (format) checkPattern(format, file, [...path, 'format']);
}

/** A regular expression that does not compile is a mistake. */
export function checkPattern(pattern: string, file: YamlFile, path: readonly string[]): void {
  try {
    new RegExp(pattern, 'u');
  } catch {
    file.mistake(path, `${pattern} is not a regular expression`);
  }
}

function checkPeople({ subject, people = [], fields }: RegistryYaml, file: YamlFile): void {
  const ofSubject = refer(fields, subject, 'field', { file, path: ['subject'] });
  if (ofSubject && ofSubject.type !== 'person') file.mistake(['subject'], `${subject} must be of type person`);
  for (const [index, name] of people.entries()) {
    const field = refer(fields, name, 'field', { file, path: ['people', index] });
    if (field && field.type !== 'person' && field.type !== 'people') {
      file.mistake(['people', index], `${name} must be of type person or people`);
    }
  }
}
