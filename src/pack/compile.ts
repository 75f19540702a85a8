import { sha256 } from '../kernel/index.ts';
import { compileBundle } from './bundle.ts';
import { compileLifeEvent, compileServices } from './catalogue.ts';
import { compileCredential } from './credential.ts';
import { type PackFiles, readFiles } from './files.ts';
import { checkHeld } from './held.ts';
import { compileLand, compileOutline, compilePlaces, compileShops } from './land.ts';
import type { Adapters, Numbering, Pack, Registry, Treasury } from './model.ts';
import { fieldOf, lawOf, type Parts, periodOf, refer, registryOf } from './parts.ts';
import { checkPeople } from './people.ts';
import type { PackProblem } from './problems.ts';
import { compileProgramme } from './programme.ts';
import { compileRegistries } from './registries.ts';
import { compileRelyingParty } from './relying-party.ts';
import type { PackYaml, PeopleYaml } from './schema.ts';
import { checkCardFacts } from './shown-facts.ts';
import { compileStandards } from './standard.ts';
import { statementsIn } from './statement.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';
import type { YamlFile, YamlPath } from './yaml-file.ts';

/** A pack's folder as it was read: its YAML files by their path in it, its adapters, and the text of all of them. */
export interface PackSource {
  readonly folder: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly adapters: Adapters;
  /** The text of the adapters' files, which is part of the version. */
  readonly code: ReadonlyMap<string, string>;
}

/** A pack, or everything that is wrong with it. */
export type Compiled = { pack: Pack; problems: readonly [] } | { pack: undefined; problems: readonly PackProblem[] };

const NOBODY: PeopleYaml = { seed: 1, count: 0, personas: [], records: {} };

/** Checks and compiles a pack as a whole. Pure: what it is given is what it looks at. */
export function compilePack(source: PackSource): Compiled {
  const files = readFiles(source.texts);
  const pack = files.pack && compileFiles(source, files, files.pack.yaml, files.pack.file);
  const problems = files.problems();
  return pack && problems.length === 0 ? { pack, problems: [] } : { pack: undefined, problems };
}

function compileFiles(source: PackSource, files: PackFiles, yaml: PackYaml, file: YamlFile): Pack | undefined {
  const registries = compileRegistries(yaml, files);
  const standards = compileStandards({ pack: yaml, files, registries });
  const shared = vocabularyOf(files);
  const { services, parts } = compileServices({ pack: yaml, files, registries, standards, shared });
  const numbering = checkPeopleOf(parts, source.adapters, file);
  checkSimulation(parts, file);
  checkVocabularyUsed(files, shared);
  const lifeEvents = [...files.lifeEvents.values()].flatMap((loaded) =>
    loaded ? [compileLifeEvent(parts, services, loaded)] : [],
  );
  const land = compileLand(parts, file);
  const programmes = [...files.programmes.values()].flatMap((loaded) =>
    loaded ? [compileProgramme(parts, land, loaded)] : [],
  );
  const credentials = [...files.credentials.values()].flatMap((loaded) =>
    loaded ? [compileCredential(parts, loaded)] : [],
  );
  const credentialsById = new Map(credentials.map((credential) => [credential.id, credential]));
  const partyParts = {
    agencies: yaml.agencies,
    acts: yaml.acts,
    credentials: credentialsById,
    files: files.credentials,
    rules: parts,
  };
  const relyingParties = [...files.relyingParties.values()].flatMap((loaded) =>
    loaded ? [compileRelyingParty(partyParts, loaded)] : [],
  );
  const partiesById = new Map(relyingParties.map((party) => [party.id, party]));
  checkCardFacts({ files, credentials: credentialsById, relyingParties: partiesById }, services.values());
  const bundles = [...files.bundles.values()].flatMap((loaded) => (loaded ? [compileBundle(parts, loaded)] : []));
  checkHeld(parts, { services: services.values(), programmes, lifeEvents, credentials });
  const places = compilePlaces(parts, land);
  const shops = compileShops(parts, land);
  if (files.people) checkPeople(parts, numbering, files.people);
  checkFunds(yaml, file);
  checkTreasury(yaml, file);
  return (
    numbering && {
      id: yaml.id,
      title: yaml.title,
      folder: source.folder,
      locale: yaml.locale,
      country: yaml.country,
      timeZone: yaml.time_zone,
      currency: yaml.currency,
      era: yaml.era,
      brand: yaml.brand,
      people: yaml.people,
      topics: yaml.topics ?? {},
      simulation: yaml.simulation ?? {},
      numbering,
      appeal: {
        period: periodOf(yaml.appeal.within),
        title: yaml.appeal.title,
        law: lawOf(parts, yaml.appeal.law, file, ['appeal', 'law']),
      },
      calendar: { holidays: new Set(Object.values(yaml.holidays).flat()) },
      acts: yaml.acts,
      agencies: named(yaml.agencies),
      funds: named(yaml.funds),
      treasury: yaml.treasury && treasuryOf(yaml.treasury),
      registries,
      standards,
      services,
      lifeEvents: new Map(lifeEvents.map((lifeEvent) => [lifeEvent.id, lifeEvent])),
      programmes: new Map(programmes.map((programme) => [programme.id, programme])),
      credentials: credentialsById,
      relyingParties: partiesById,
      bundles: new Map(bundles.map((bundle) => [bundle.id, bundle])),
      regions: land.regions,
      shopClasses: land.shopClasses,
      places,
      outline: compileOutline(parts),
      shops,
      demo: files.people?.yaml ?? NOBODY,
      population: source.adapters.population,
      shopMaking: source.adapters.shops,
      written: { pack: yaml, facts: files.vocabulary?.yaml ?? {}, parameters: files.parameters?.yaml ?? {} },
      version: versionOf(source),
    }
  );
}

const named = <T>(table: Readonly<Record<string, T>>): Map<string, T & { id: string }> =>
  new Map(Object.entries(table).map(([id, item]) => [id, { id, ...item }]));

/** Checks what the pack's head says of people, time and holidays; the numbering that it names. */
function checkPeopleOf(parts: Parts, adapters: Adapters, file: YamlFile): Numbering | undefined {
  const { people, time_zone: timeZone, holidays } = parts.pack;
  const registry = registryOf(parts, people.registry, { file, path: ['people', 'registry'] });
  if (registry) refer(registry.fields, people.name, `field of ${registry.id}`, { file, path: ['people', 'name'] });
  if (registry && people.died !== undefined) checkDate(registry, people.died, { file, path: ['people', 'died'] });
  if (registry && people.minors) checkMinors(parts, registry, people.minors, file);
  if (people.wards) checkWards(parts, people.wards, file);
  if (!isTimeZone(timeZone))
    file.mistake(['time_zone'], `there is no time zone "${timeZone}" (as in the IANA's list, such as Europe/Oslo)`);
  for (const [year, days] of Object.entries(holidays)) {
    for (const [index, day] of days.entries()) {
      if (!day.startsWith(year)) file.mistake(['holidays', year, index], `${day} is not in ${year}`);
    }
  }
  return refer(adapters.numberings, people.number, 'numbering in adapters.ts', { file, path: ['people', 'number'] });
}

/** Children are found by a field of their own record in which those who act for them stand. */
function checkMinors(
  parts: Parts,
  people: Registry,
  { born, by }: NonNullable<PackYaml['people']['minors']>,
  file: YamlFile,
): void {
  const path = ['people', 'minors'];
  checkDate(people, born, { file, path: [...path, 'born'] });
  for (const [index, reference] of by.entries()) actingField(parts, reference, { file, path: [...path, 'by', index] });
}

/** Mandates are found by the field in which who acts stands, and say themselves for how long and what for. */
function checkWards(
  parts: Parts,
  { by, from, until, where = {} }: NonNullable<PackYaml['people']['wards']>,
  file: YamlFile,
): void {
  const path = ['people', 'wards'];
  const registry = actingField(parts, by, { file, path: [...path, 'by'] });
  if (!registry) return;
  checkDate(registry, from, { file, path: [...path, 'from'] });
  if (until !== undefined) checkDate(registry, until, { file, path: [...path, 'until'] });
  for (const [name, values] of Object.entries(where)) {
    const field = refer(registry.fields, name, `field of ${registry.id}`, { file, path: [...path, 'where', name] });
    for (const [index, value] of field ? values.entries() : [])
      refer(field?.of ?? {}, value, `value of ${name}`, { file, path: [...path, 'where', name, index] });
  }
}

/** The registry of a field in which those who act for others stand. */
function actingField(parts: Parts, reference: string, at: { file: YamlFile; path: YamlPath }): Registry | undefined {
  const found = fieldOf(parts, reference, at);
  if (!found || (found.registry.family && found.registry.foundBy.includes(found.name))) return found?.registry;
  at.file.mistake(at.path, `${reference} finds no records of a registry of families`);
  return undefined;
}

function checkDate({ id, fields }: Registry, name: string, at: { file: YamlFile; path: YamlPath }): void {
  const field = refer(fields, name, `field of ${id}`, at);
  if (field && field.type !== 'date') at.file.mistake(at.path, `${name} is not of type date`);
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

function checkFunds({ funds, agencies }: PackYaml, file: YamlFile): void {
  for (const [id, { agency }] of Object.entries(funds))
    refer(agencies, agency, 'agency', { file, path: ['funds', id, 'agency'] });
}

function checkTreasury({ treasury, agencies }: PackYaml, file: YamlFile): void {
  if (!treasury) return;
  const agency = refer(agencies, treasury.agency, 'agency', { file, path: ['treasury', 'agency'] });
  if (agency) refer(agency.roles, treasury.role, `role at ${treasury.agency}`, { file, path: ['treasury', 'role'] });
}

const treasuryOf = ({ bank_account: bankAccount, bank, ...rest }: NonNullable<PackYaml['treasury']>): Treasury => ({
  ...rest,
  bankAccount,
  bank,
});

/** What a simulation breaks its figures down by: fields of the right type. */
function checkSimulation(parts: Parts, file: YamlFile): void {
  for (const [key, type] of Object.entries({ region: 'enum', born_on: 'date', income: 'money' } as const)) {
    const path = parts.pack.simulation?.[key as 'region'];
    const found = path && fieldOf(parts, path, { file, path: ['simulation', key] });
    if (found && found.field.type !== type) file.mistake(['simulation', key], `${path} is not of type ${type}`);
  }
}

/** What stands in facts.yaml and parameters.yaml is shared; what no rule uses is left over. */
function checkVocabularyUsed(files: PackFiles, shared: Vocabulary): void {
  const { vocabulary, parameters, services, programmes, credentials, relyingParties, bundles } = files;
  const rules = [...services.values(), ...programmes.values(), ...credentials.values()];
  const others = [...relyingParties.values(), ...bundles.values()];
  if ([...rules, ...others].includes(undefined)) return;
  const statements = others.flatMap((loaded) => (loaded ? statementsIn(loaded.yaml) : []));
  const uses = [...rules.flatMap((loaded) => loaded?.yaml.uses ?? []), ...statements.flatMap((one) => one.uses ?? [])];
  const used = new Set(shared.reach(uses));
  for (const loaded of [vocabulary, parameters]) {
    for (const name of Object.keys(loaded?.yaml ?? {}))
      if (!used.has(name)) loaded!.file.mistakeInKey([name], `no service uses ${name}`);
  }
}

function versionOf({ texts, code }: PackSource): string {
  const all = [...texts, ...code].sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify(all)).toString('hex');
}
