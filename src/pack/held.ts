import type { Loaded } from './files.ts';
import type { Fact, LifeEvent, Registry, Service } from './model.ts';
import type { CredentialType } from './model-credential.ts';
import type { Programme } from './model-programme.ts';
import type { Parts } from './parts.ts';
import type { RegistryYaml } from './schema.ts';
import type { YamlPath } from './yaml-file.ts';

/*
 * Registries whose data stays with their agency (`held: node`). They are read person by person through the agency's node,
 * and nothing is written into them, so that whatever needs more of a registry cannot rest on one.
 */

/** What may rest on registries. */
interface Users {
  services: Iterable<Service>;
  programmes: Iterable<Programme>;
  lifeEvents: Iterable<LifeEvent>;
  credentials: Iterable<CredentialType>;
}

/** Checks that nothing needs more of a registry that a node holds than the node can give. */
export function checkHeld({ pack, files, registries }: Parts, users: Users): void {
  const held = new Set([...registries.values()].filter((registry) => registry.held).map(({ id }) => id));
  if (held.size === 0) return;
  for (const id of held) checkRegistry(pack.people.registry, registries.get(id)!, files.registries.get(id)!);
  const use = (loaded: Loaded<unknown> | undefined, path: YamlPath, id: string | undefined, why: string): void => {
    if (id !== undefined && held.has(id)) loaded?.file.mistake(path, `${id} is held by a node: ${why}`);
  };
  const { services, programmes, lifeEvents, credentials } = users;
  for (const service of services) {
    const file = files.services.get(service.id);
    use(file, ['about'], service.about, ABOUT);
    for (const [index, effect] of service.effects.entries())
      if (effect.verb === 'record')
        use(file, ['effects', index], effect.registry, 'nothing is written there from here');
    if (service.offer) for (const id of registriesIn(service)) use(file, ['offer'], id, EVERYBODY);
  }
  for (const { id: name, entitlement, share } of programmes) {
    for (const id of registriesIn(entitlement)) use(files.programmes.get(name), ['eligible'], id, EVERYBODY);
    use(files.programmes.get(name), ['share'], share?.registry, 'who stands together is looked up here');
  }
  for (const { id, about } of lifeEvents) use(files.lifeEvents.get(id), ['about'], about, ABOUT);
  for (const { id, holder } of credentials)
    if (holder.kind === 'named')
      use(files.credentials.get(id), ['holder'], holder.registry, 'cards are of records that lie here');
  const { regions, simulation = {} } = pack;
  use(files.pack, ['regions'], regions?.split('.')[0], EVERYBODY);
  for (const [name, field] of Object.entries(simulation))
    use(files.pack, ['simulation', name], field.split('.')[0], EVERYBODY);
}

const ABOUT = 'what an application is about lies here';

const EVERYBODY = 'this is worked out for everybody at once';

function checkRegistry(people: string, registry: Registry, { yaml, file }: Loaded<RegistryYaml>): void {
  if (registry.id === people) file.mistake(['held'], 'the registry of people itself cannot be held by a node');
  if (yaml.family) file.mistake(['family'], 'a registry held by a node says nothing of families');
  if (yaml.people) file.mistake(['people'], 'records held by a node are found by their subject only');
  for (const [name, { type }] of Object.entries(yaml.fields))
    if ((type === 'person' && name !== yaml.subject) || type === 'people')
      file.mistake(['fields', name], 'a node names nobody but the subject');
}

const registriesIn = ({ facts }: Service): Set<string> => new Set([...facts.values()].flatMap(registriesOf));

function registriesOf({ source }: Fact): string[] {
  if (source.kind === 'each') return Object.values(source.take).map(({ registry }) => registry);
  return source.kind === 'registry' || source.kind === 'count' ? [source.registry] : [];
}
