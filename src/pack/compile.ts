import { sha256 } from '../kernel/index.ts';
import { compileLifeEvent, compileServices } from './catalogue.ts';
import { type PackFiles, readFiles } from './files.ts';
import { compileLand, compileOutline, compilePlaces, compileShops } from './land.ts';
import type { Adapters, Numbering, Pack, Treasury } from './model.ts';
import { fieldOf, lawOf, type Parts, periodOf, refer, registryOf } from './parts.ts';
import { checkPeople } from './people.ts';
import type { PackProblem } from './problems.ts';
import { compileProgramme } from './programme.ts';
import { compileRegistries } from './registries.ts';
import type { PackYaml, PeopleYaml } from './schema.ts';
import { type Vocabulary, vocabularyOf } from './vocabulary.ts';
import type { YamlFile } from './yaml-file.ts';

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
  const shared = vocabularyOf(files);
  const { services, parts } = compileServices({ pack: yaml, files, registries, shared });
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
      agencies: named(yaml.agencies),
      funds: named(yaml.funds),
      treasury: yaml.treasury && treasuryOf(yaml.treasury),
      registries,
      services,
      lifeEvents: new Map(lifeEvents.map((lifeEvent) => [lifeEvent.id, lifeEvent])),
      programmes: new Map(programmes.map((programme) => [programme.id, programme])),
      regions: land.regions,
      shopClasses: land.shopClasses,
      places,
      outline: compileOutline(parts),
      shops,
      demo: files.people?.yaml ?? NOBODY,
      population: source.adapters.population,
      shopMaking: source.adapters.shops,
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
  if (!isTimeZone(timeZone))
    file.mistake(['time_zone'], `there is no time zone "${timeZone}" (as in the IANA's list, such as Europe/Oslo)`);
  for (const [year, days] of Object.entries(holidays)) {
    for (const [index, day] of days.entries()) {
      if (!day.startsWith(year)) file.mistake(['holidays', year, index], `${day} is not in ${year}`);
    }
  }
  return refer(adapters.numberings, people.number, 'numbering in adapters.ts', { file, path: ['people', 'number'] });
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

/** What stands in facts.yaml and parameters.yaml is shared; what neither a service nor a programme uses is left over. */
function checkVocabularyUsed({ vocabulary, parameters, services, programmes }: PackFiles, shared: Vocabulary): void {
  const all = [...services.values(), ...programmes.values()];
  if (!all.every((service) => service !== undefined)) return;
  const used = new Set(shared.reach(all.flatMap(({ yaml }) => yaml.uses ?? [])));
  for (const loaded of [vocabulary, parameters]) {
    for (const name of Object.keys(loaded?.yaml ?? {}))
      if (!used.has(name)) loaded!.file.mistakeInKey([name], `no service uses ${name}`);
  }
}

function versionOf({ texts, code }: PackSource): string {
  const all = [...texts, ...code].sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(JSON.stringify(all)).toString('hex');
}
