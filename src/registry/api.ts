import { type TObject, type TSchema, Type } from 'typebox';
import { AppError, type Caller, type Route, route, transaction } from '../kernel/index.ts';
import type { Government, Registry } from '../pack/index.ts';
import type { FieldRule } from './fields.ts';
import { type JsonAnswer, once } from './idempotency.ts';
import { writeRecord } from './write.ts';

/** The doors through which other systems write: one for each registry, with the registry's fields as its schema. */
export function registryRoutes(gov: Government): Route[] {
  return [...gov.pack.registries.values()].map((registry) => recordRoute(gov, registry));
}

type KeyCaller = Extract<Caller, { kind: 'key' }>;

/** The scope of a key of another agency's or body's system that notifies a registry, besides `registry:<id>:write`. */
const NOTIFIER = 'notifier';

function recordRoute(gov: Government, registry: Registry): Route {
  const body = schemaOf(registry);
  return route({
    method: 'POST',
    path: `/api/registries/${registry.id}/records`,
    audience: { scope: `registry:${registry.id}:write` },
    summary:
      `Write a record: ${registry.title.en}. Answers 201 for a new record, 200 for one that was there, 422 with each ` +
      'field that does not fit. A field left out keeps its value, null takes it away. ' +
      'Send an Idempotency-Key header to repeat a request safely.',
    body,
    answer: Type.Object({
      registry: Type.String(),
      key: Type.String({ description: 'tells records of one person apart; empty where a person has one' }),
      version: Type.Integer({ description: 'counts from 1; a correction adds one' }),
      changed: Type.Boolean({ description: 'false where the record said the same already' }),
    }),
    async handle({ body: row, caller, request }) {
      requireWriter(registry, caller);
      const at = gov.clock.now();
      const write = (tx: Government['db']) => writeFrom(tx, gov, registry, caller, row, at);
      const key = request.headers.get('idempotency-key');
      const { status, answer } =
        key === null
          ? await transaction(gov.db, write)
          : await once(gov.db, { caller: caller.key, key, body: [registry.id, sorted(row)], at }, write);
      return Response.json(answer, { status });
    },
  });
}

function requireWriter(registry: Registry, caller: KeyCaller): void {
  if (caller.agency !== registry.agency && !caller.scopes.includes(NOTIFIER))
    throw new AppError('forbidden', `This key's agency does not keep the registry, nor is it a ${NOTIFIER}'s key.`);
}

async function writeFrom(
  tx: Government['db'],
  gov: Government,
  registry: Registry,
  caller: KeyCaller,
  row: unknown,
  at: Date,
): Promise<JsonAnswer> {
  const source = `key:${caller.key}`;
  const { key, version, changed } = await writeRecord(tx, gov, {
    registry: registry.id,
    row,
    source,
    at,
    announce: true,
  });
  const status = changed && version === 1 ? 201 : 200;
  return { status, answer: { registry: registry.id, key, version, changed } };
}

/** The order of a body's fields does not make it another one. */
function sorted(row: object): [string, unknown][] {
  return Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1));
}

/** A registry's record as JSON Schema, for the OpenAPI document; `checkRow` judges what a schema cannot say. */
function schemaOf(registry: Registry): TObject {
  const properties = Object.entries(registry.fields).map(([name, field]): [string, TSchema] => {
    const description = field.unit === undefined ? field.title.en : `${field.title.en} (${field.unit})`;
    const rule: FieldRule = field;
    const schema = SCHEMAS[rule.type](rule, { description });
    const isIdentifying = name === registry.subject || name === registry.key;
    return [name, field.optional && !isIdentifying ? Type.Optional(Type.Union([schema, Type.Null()])) : schema];
  });
  return Type.Object(Object.fromEntries(properties), { additionalProperties: false });
}

type SchemaMaker = (rule: FieldRule, about: { description: string }) => TSchema;

const text: SchemaMaker = ({ format }, about) =>
  Type.String({ ...about, ...(format !== undefined && { pattern: `^(?:${format})$` }) });
const number: SchemaMaker = (_rule, about) => Type.Number(about);
const PERSON = 'national number';

const SCHEMAS: Record<FieldRule['type'], SchemaMaker> = {
  text,
  name: text,
  'bank-account': text,
  integer: (_rule, about) => Type.Integer(about),
  number,
  money: number,
  date: (_rule, about) => Type.String({ ...about, pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  boolean: (_rule, about) => Type.Boolean(about),
  enum: ({ of = {} }, about) =>
    Type.Union(
      Object.keys(of).map((value) => Type.Literal(value)),
      about,
    ),
  person: (_rule, { description }) => Type.String({ description: `${description} (${PERSON})` }),
  people: (_rule, { description }) => Type.Array(Type.String(), { description: `${description} (${PERSON}s)` }),
};
