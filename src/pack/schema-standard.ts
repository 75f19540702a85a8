import { type Static, type TSchema, Type } from 'typebox';
import { byName, fieldPath, id, Law, listOf, name, Options, said, standardId, strict, Text } from './schema-parts.ts';

/** What the file of a standard may say. */

/** How a value is made out of others. @param place how these are named. */
const stepOf = <T extends TSchema>(place: T) =>
  Type.Union([
    place,
    Type.Object(
      {
        from: place,
        times: Type.Optional(
          Type.Number({
            minimum: 0.0001,
            maximum: 1_000_000,
            description: 'for another unit: the value times this, exactly',
          }),
        ),
        values: Type.Optional(
          Type.Record(id(), id(), said('of an enum: each value that there may be, and what it is called here')),
        ),
      },
      strict,
    ),
    Type.Object(
      { join: listOf(place, 'texts, one after the other'), with: Type.Optional(Type.String({ maxLength: 10 })) },
      strict,
    ),
    Type.Object({ dropped: Type.Literal(true, { description: 'it is not kept any more' }) }, strict),
  ]);

const FromRegistry = stepOf(fieldPath());
const FromNext = stepOf(name());

/** What a field of a standard may hold: nobody's id, and nothing that only this house understands. */
export const STANDARD_TYPES = ['text', 'name', 'integer', 'number', 'money', 'date', 'boolean', 'enum'] as const;

/** standards/<industry>/<name>@<version>.yaml: what data of an industry is called, in one version. */
export const StandardFile = Type.Object(
  {
    id: standardId(),
    title: Text,
    summary: Text,
    law: listOf(Law),
    source: Type.Optional(
      Type.Object(
        {
          title: Type.String({ minLength: 1, description: 'a published standard that it follows, by its own name' }),
          url: Type.Optional(Type.String({ pattern: '^https://' })),
          checked: Type.Optional(Type.Boolean({ description: 'false where nobody has compared the two' })),
        },
        strict,
      ),
    ),
    fields: byName(
      Type.Object(
        {
          type: Type.Enum(STANDARD_TYPES),
          title: Text,
          unit: Type.Optional(Type.String()),
          of: Type.Optional(Options),
          optional: Type.Optional(
            Type.Boolean({ description: 'may be absent although something is kept of the person' }),
          ),
          from: Type.Optional(FromRegistry),
        },
        strict,
      ),
    ),
    mapping: Type.Optional(
      Type.Record(name(), FromNext, said('each field of the version before, out of fields of this one')),
    ),
  },
  strict,
);

export type StandardYaml = Static<typeof StandardFile>;
export type StandardFieldYaml = StandardYaml['fields'][string];
/** How a value is made, as files write it. */
export type StepYaml = Static<typeof FromRegistry>;
