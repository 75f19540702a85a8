import { dirname, isAbsolute, join } from 'node:path';
import { type Static, Type } from 'typebox';
import { readSettingsFile, type YamlFile } from '../pack/index.ts';
import { isPublicKey } from './protocol/index.ts';

/*
 * The one file that makes a node: who it is, whom it answers, and which column is which field. What is not in it never
 * leaves the agency.
 */

const strict = { additionalProperties: false };
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$', description: 'lower-case words joined by hyphens' });
const Column = Type.String({ minLength: 1, maxLength: 63 });
const MappedField = Type.Union([
  Column,
  Type.Object(
    {
      column: Column,
      values: Type.Optional(
        Type.Record(Type.String({ pattern: '^.' }), Type.String(), {
          ...strict,
          description: 'what the column has, and what the registry calls it',
        }),
      ),
    },
    strict,
  ),
]);

const SettingsSchema = Type.Object(
  {
    node: Id,
    address: Type.String({
      pattern: '^https?://',
      description: 'under which platforms reach it, as in https://data.agency.example',
    }),
    listen: Type.Object(
      { host: Type.Optional(Type.String()), port: Type.Integer({ minimum: 0, maximum: 65_535 }) },
      strict,
    ),
    folder: Type.String({ minLength: 1, description: 'where its key and its log are; made at the first start' }),
    platforms: Type.Record(
      Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' }),
      Type.Object(
        {
          key: Type.String({ description: 'its public key, as `npx madang node key` prints it there' }),
          people_a_minute: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
        },
        strict,
      ),
      { ...strict, description: 'whose questions are answered' },
    ),
    sources: Type.Record(
      Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' }),
      Type.Union([
        Type.Object(
          {
            postgres: Type.String({
              minLength: 1,
              description: 'a database, or env:NAME for the variable of the environment that names it',
            }),
          },
          strict,
        ),
        Type.Object(
          { csv: Type.String({ minLength: 1, description: 'a file in UTF-8 whose first row names the columns' }) },
          strict,
        ),
      ]),
      strict,
    ),
    registries: Type.Record(
      Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' }),
      Type.Object(
        {
          source: Id,
          table: Type.Optional(
            Type.String({
              pattern: '^[^.]+(\\.[^.]+)?$',
              description: 'of a database: a table or view, perhaps with its schema',
            }),
          ),
          person: Type.String({ minLength: 1, maxLength: 63, description: 'the column with the national number' }),
          newest_by: Type.Optional(
            Type.String({
              minLength: 1,
              maxLength: 63,
              description: 'of several records of a person, the highest in this column comes first',
            }),
          ),
          recorded_at: Type.Optional(
            Type.String({ minLength: 1, maxLength: 63, description: 'the column that says when a record was written' }),
          ),
          fields: Type.Record(Type.String({ pattern: '^[a-z][a-z0-9_]{0,59}$' }), MappedField, {
            ...strict,
            description: 'the fields that may be asked for, and the column of each',
          }),
          standards: Type.Optional(
            Type.Array(Type.String({ pattern: '^[a-z]+/[a-z][a-z0-9-]*@[1-9][0-9]*$' }), {
              description:
                'which standards its values satisfy, such as finance/income@1: the kit for providers checks it',
            }),
          ),
          answers: Type.Object(
            {
              agencies: Type.Array(Id),
              people: Type.Optional(Type.Boolean({ description: 'who asks about themselves' })),
              consent: Type.Optional(Type.Boolean({ description: 'whoever has the consent of the person' })),
            },
            strict,
          ),
        },
        strict,
      ),
      strict,
    ),
  },
  strict,
);

type SettingsYaml = Static<typeof SettingsSchema>;

/** Which column of what source is which field of a registry. */
export interface Mapping {
  registry: string;
  source: string;
  table: string | undefined;
  person: string;
  newestBy: string | undefined;
  recordedAt: string | undefined;
  fields: ReadonlyMap<string, MappedColumn>;
  /** Standards that its values satisfy, as it says itself. */
  standards: readonly string[];
  answers: { agencies: readonly string[]; people: boolean; consent: boolean };
}

/** A column, and what its values are called in the registry where they are called otherwise there. */
export interface MappedColumn {
  column: string;
  values: ReadonlyMap<string, string> | undefined;
}

/** Where a node's values are. */
export type SourceSettings = { kind: 'postgres'; url: string } | { kind: 'csv'; file: string };

/** A node's file, read and checked. Paths in it are relative to it. */
export interface NodeSettings {
  node: string;
  /** Ends with a slash. */
  address: string;
  listen: { host: string; port: number };
  folder: string;
  platforms: ReadonlyMap<string, { key: string; peopleAMinute: number }>;
  sources: ReadonlyMap<string, SourceSettings>;
  registries: ReadonlyMap<string, Mapping>;
}

/**
 * Reads a node's file.
 * @param environment for databases that are named `env:NAME`.
 * @throws ConfigError with every mistake and its line.
 */
export async function readNodeSettings(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<NodeSettings> {
  const yaml = await readSettingsFile(path, SettingsSchema, (settings, file) => check(settings, file, environment));
  const at = (file: string) => (isAbsolute(file) ? file : join(dirname(path), file));
  return {
    node: yaml.node,
    address: yaml.address.endsWith('/') ? yaml.address : `${yaml.address}/`,
    listen: { host: yaml.listen.host ?? '127.0.0.1', port: yaml.listen.port },
    folder: at(yaml.folder),
    platforms: new Map(
      Object.entries(yaml.platforms).map(([name, { key, people_a_minute }]) => [
        name,
        { key, peopleAMinute: people_a_minute },
      ]),
    ),
    sources: new Map(
      Object.entries(yaml.sources).map(([name, source]) => [
        name,
        'csv' in source
          ? { kind: 'csv', file: at(source.csv) }
          : { kind: 'postgres', url: databaseOf(source.postgres, environment)! },
      ]),
    ),
    registries: new Map(Object.entries(yaml.registries).map(([id, one]) => [id, mappingOf(id, one)])),
  };
}

function mappingOf(registry: string, yaml: SettingsYaml['registries'][string]): Mapping {
  const { source, table, person, newest_by: newestBy, recorded_at: recordedAt, answers, standards = [] } = yaml;
  const fields = Object.entries(yaml.fields).map(([name, field]): [string, MappedColumn] => [
    name,
    typeof field === 'string'
      ? { column: field, values: undefined }
      : { column: field.column, values: field.values && new Map(Object.entries(field.values)) },
  ]);
  return {
    ...{ registry, source, table, person, newestBy, recordedAt, standards },
    fields: new Map(fields),
    answers: { agencies: answers.agencies, people: answers.people ?? false, consent: answers.consent ?? false },
  };
}

const databaseOf = (text: string, environment: Readonly<Record<string, string | undefined>>): string | undefined =>
  text.startsWith('env:') ? environment[text.slice(4)] : text;

/** What the schema cannot say. */
function check(
  { address, platforms, sources, registries }: SettingsYaml,
  file: YamlFile,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  if (!URL.canParse(address) || /[?#]/.test(address)) file.mistake(['address'], 'this is no address');
  for (const [name, { key }] of Object.entries(platforms))
    if (!isPublicKey(key)) file.mistake(['platforms', name, 'key'], 'this is no public key: base64url of 32 bytes');
  for (const [name, source] of Object.entries(sources)) {
    if (!('postgres' in source)) continue;
    const url = databaseOf(source.postgres, environment);
    if (url === undefined || !/^postgres(ql)?:\/\//.test(url))
      file.mistake(['sources', name, 'postgres'], 'this names no database: postgres://… or env:NAME');
  }
  for (const [id, { source, table }] of Object.entries(registries)) {
    const found = sources[source];
    if (!found) file.mistake(['registries', id, 'source'], `there is no source "${source}"`);
    else if ('postgres' in found && !table) file.mistake(['registries', id], 'table is missing');
    else if ('csv' in found && table) file.mistakeInKey(['registries', id, 'table'], 'a file has no tables');
  }
}
