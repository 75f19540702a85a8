import {
  BundleFile,
  CredentialFile,
  LifeEventFile,
  OutlineFile,
  PackFile,
  ParametersFile,
  PeopleFile,
  PlacesFile,
  ProgrammeFile,
  RegistryFile,
  RelyingPartyFile,
  ServiceFile,
  ShopsFile,
  StandardFile,
  VocabularyFile,
} from './schema.ts';

const SCHEMAS = {
  pack: PackFile,
  facts: VocabularyFile,
  parameters: ParametersFile,
  registry: RegistryFile,
  service: ServiceFile,
  'life-event': LifeEventFile,
  people: PeopleFile,
  programme: ProgrammeFile,
  credential: CredentialFile,
  'relying-party': RelyingPartyFile,
  bundle: BundleFile,
  standard: StandardFile,
  places: PlacesFile,
  outline: OutlineFile,
  shops: ShopsFile,
};

/** The JSON Schemas (draft 2020-12) of a pack's files, for completion in editors, by the name of their file. */
export function jsonSchemas(): Map<string, string> {
  const named = Object.entries(SCHEMAS).map(([name, schema]): [string, string] => {
    const document = { $schema: 'https://json-schema.org/draft/2020-12/schema', title: name, ...schema };
    return [`${name}.json`, `${JSON.stringify(document, null, 2)}\n`];
  });
  return new Map(named);
}
