import type { TSchema } from 'typebox';
import { inOrder, type PackProblem } from './problems.ts';
import {
  BundleFile,
  type BundleYaml,
  CredentialFile,
  type CredentialYaml,
  type FactYaml,
  LifeEventFile,
  type LifeEventYaml,
  OutlineFile,
  type OutlineYaml,
  PackFile,
  type PackYaml,
  ParametersFile,
  type ParameterYaml,
  PeopleFile,
  type PeopleYaml,
  PlacesFile,
  type PlacesYaml,
  ProgrammeFile,
  type ProgrammeYaml,
  RegistryFile,
  type RegistryYaml,
  RelyingPartyFile,
  type RelyingPartyYaml,
  ServiceFile,
  type ServiceYaml,
  ShopsFile,
  type ShopsYaml,
  StandardFile,
  type StandardYaml,
  VocabularyFile,
} from './schema.ts';
import { fits } from './shape.ts';
import { YamlFile } from './yaml-file.ts';

/** A file that fits its schema. */
export interface Loaded<T> {
  readonly file: YamlFile;
  readonly yaml: T;
}

/** Files by id. One that does not fit its schema is undefined: it exists, so that speaking of it is no mistake. */
export type ById<T> = Map<string, Loaded<T> | undefined>;

/** A pack's files, read and checked one by one. */
export interface PackFiles {
  pack: Loaded<PackYaml> | undefined;
  vocabulary: Loaded<Record<string, FactYaml>> | undefined;
  /** Whether one of the files that services share facts and parameters by is there but wrong. */
  hasBrokenVocabulary: boolean;
  parameters: Loaded<Record<string, ParameterYaml>> | undefined;
  people: Loaded<PeopleYaml> | undefined;
  registries: ById<RegistryYaml>;
  services: ById<ServiceYaml>;
  lifeEvents: ById<LifeEventYaml>;
  programmes: ById<ProgrammeYaml>;
  credentials: ById<CredentialYaml>;
  relyingParties: ById<RelyingPartyYaml>;
  bundles: ById<BundleYaml>;
  /** By id with its version: `finance/income@1`. */
  standards: ById<StandardYaml>;
  places: Loaded<PlacesYaml> | undefined;
  outline: Loaded<OutlineYaml> | undefined;
  shops: Loaded<ShopsYaml> | undefined;
  /** Everything that is wrong in the files so far; grows while they are compiled. */
  problems(): PackProblem[];
}

/** Where each kind of file lies, what it may say, and which part of its path is its id. */
const KINDS = [
  { kind: 'pack', path: /^pack\.yaml$/, schema: PackFile },
  { kind: 'vocabulary', path: /^facts\.yaml$/, schema: VocabularyFile },
  { kind: 'parameters', path: /^parameters\.yaml$/, schema: ParametersFile },
  { kind: 'people', path: /^people\.yaml$/, schema: PeopleFile },
  { kind: 'registries', path: /^registries\/([^/]+)\.yaml$/, schema: RegistryFile },
  { kind: 'services', path: /^services\/([^/]+)\/service\.yaml$/, schema: ServiceFile },
  { kind: 'lifeEvents', path: /^life-events\/([^/]+)\.yaml$/, schema: LifeEventFile },
  { kind: 'programmes', path: /^programmes\/([^/]+)\.yaml$/, schema: ProgrammeFile },
  { kind: 'credentials', path: /^credentials\/([^/]+)\.yaml$/, schema: CredentialFile },
  { kind: 'relyingParties', path: /^relying-parties\/([^/]+)\.yaml$/, schema: RelyingPartyFile },
  { kind: 'bundles', path: /^bundles\/([^/]+)\.yaml$/, schema: BundleFile },
  { kind: 'standards', path: /^standards\/([^/]+\/[^/]+)\.yaml$/, schema: StandardFile },
  { kind: 'places', path: /^places\.yaml$/, schema: PlacesFile },
  { kind: 'outline', path: /^outline\.yaml$/, schema: OutlineFile },
  { kind: 'shops', path: /^shops\.yaml$/, schema: ShopsFile },
] as const satisfies readonly { kind: keyof PackFiles; path: RegExp; schema: TSchema }[];

/** @param texts the text of each YAML file by its path within the pack, with `/` between folders. */
export function readFiles(texts: ReadonlyMap<string, string>): PackFiles {
  const files: YamlFile[] = [];
  const read: PackFiles = {
    pack: undefined,
    vocabulary: undefined,
    parameters: undefined,
    hasBrokenVocabulary: false,
    people: undefined,
    registries: new Map(),
    services: new Map(),
    lifeEvents: new Map(),
    programmes: new Map(),
    credentials: new Map(),
    relyingParties: new Map(),
    bundles: new Map(),
    standards: new Map(),
    places: undefined,
    outline: undefined,
    shops: undefined,
    problems: () => inOrder(files.flatMap((file) => file.problems)),
  };
  for (const [path, text] of [...texts].sort()) {
    const file = new YamlFile(path, text);
    files.push(file);
    place(read, file);
  }
  read.hasBrokenVocabulary =
    (texts.has('facts.yaml') && !read.vocabulary) || (texts.has('parameters.yaml') && !read.parameters);
  if (!texts.has('pack.yaml')) files.push(missing('pack.yaml'));
  return read;
}

function place(read: PackFiles, file: YamlFile): void {
  const found = KINDS.find(({ path }) => path.test(file.name));
  if (!found) {
    file.mistake([], 'no such file belongs to a pack: see docs/authoring.md for the names of files and folders');
    return;
  }
  const loaded = fits(found.schema, file) ? ({ file, yaml: file.value } as Loaded<never>) : undefined;
  const id = found.path.exec(file.name)?.[1];
  const slot = read[found.kind];
  if (id === undefined || !(slot instanceof Map)) {
    Object.assign(read, { [found.kind]: loaded });
    return;
  }
  slot.set(id, loaded);
  const stated = loaded && (loaded.yaml as { id: string }).id;
  if (stated !== undefined && stated !== id)
    file.mistake(['id'], `the id "${stated}" differs from the file's name, "${id}"`);
}

function missing(name: string): YamlFile {
  const file = new YamlFile(name, '');
  file.mistake([], 'this file is missing');
  return file;
}
