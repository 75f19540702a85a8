import { type Static, Type } from 'typebox';
import {
  byId,
  byName,
  currencyCode,
  day,
  FactType,
  fieldPath,
  id,
  Law,
  listOf,
  name,
  Options,
  period,
  said,
  strict,
  Text,
  year,
} from './schema-parts.ts';

export * from './schema-credential.ts';
export * from './schema-data-use.ts';
export { FACT_TYPES, type FactTypeName, INDUSTRIES, type LawYaml } from './schema-parts.ts';
export * from './schema-programme.ts';
export * from './schema-relying-party.ts';
export * from './schema-service.ts';
export * from './schema-standard.ts';

/** What each file of a pack may say. The JSON Schemas for editors in `packs/schema/` are printed from here. */

/** pack.yaml */
export const PackFile = Type.Object(
  {
    id: id(),
    title: Text,
    locale: Type.Union([Type.Literal('ko'), Type.Literal('zh-Hant'), Type.Literal('en')]),
    country: Type.String({
      pattern: '^[A-Z]{2}$',
      description: 'ISO 3166-1 alpha-2, in certificates and QR codes of shops',
    }),
    time_zone: Type.String(),
    currency: Type.Object(
      {
        code: currencyCode(),
        number: Type.Optional(Type.String({ pattern: '^\\d{3}$', description: 'ISO 4217, in QR codes of shops' })),
        decimals: Type.Integer({ minimum: 0, maximum: 4 }),
        format: Text,
      },
      strict,
    ),
    era: Type.Optional(Type.Object({ name: Text, offset: Type.Integer() }, strict)),
    brand: Type.Optional(Type.Object({ hue: Type.Optional(Type.Integer({ minimum: 0, maximum: 360 })) }, strict)),
    people: Type.Object(
      {
        registry: id(),
        name: name(),
        number: Type.String({ description: 'the id of a numbering in adapters.ts' }),
        died: Type.Optional(name('the field (a date) that says when somebody died')),
        minors: Type.Optional(
          Type.Object(
            {
              born: name('the field (a date) that says when somebody was born'),
              of_age: Type.Integer({ minimum: 1, maximum: 30, description: 'in years' }),
              by: listOf(
                fieldPath('a field of a family registry that finds the records of children: who acts for them'),
              ),
            },
            said('who acts for children, and until when'),
          ),
        ),
        wards: Type.Optional(
          Type.Object(
            {
              by: fieldPath(
                'the field of a family registry that finds the mandates of who acts; its subject is the ward',
              ),
              from: name('the field (a date) from which on they act'),
              until: Type.Optional(name('the field (a date) from which on they act no more')),
              where: Type.Optional(
                Type.Record(name(), listOf(id()), said('fields (enum), and the values with which data may be shared')),
              ),
            },
            said('who acts for others under a mandate, as a guardian, until when and for what'),
          ),
        ),
      },
      said('the registry that holds the people themselves, and the field with their name'),
    ),
    appeal: Type.Object({ within: period(), title: Text, law: Law }, strict),
    agencies: byId(Type.Object({ title: Text, roles: byId(Text) }, strict)),
    funds: byId(
      Type.Object(
        { agency: id(), title: Text, budget: Type.Integer({ minimum: 0, description: 'minor units a year' }) },
        strict,
      ),
    ),
    treasury: Type.Optional(
      Type.Object(
        {
          agency: id(),
          role: Type.String({ description: 'the role at the agency whose officers send payment files to the bank' }),
          name: Type.String({
            minLength: 1,
            maxLength: 140,
            description: 'as the bank knows it, in the country’s language',
          }),
          bank_account: Type.String({ pattern: '^[0-9A-Za-z-]{1,34}$' }),
          bank: Type.Optional(
            Type.Union([
              Type.Object({ bic: Type.String({ pattern: '^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$' }) }, strict),
              Type.Object(
                {
                  member: Type.String({
                    pattern: '^[0-9A-Za-z]{1,35}$',
                    description: 'its number in a clearing system',
                  }),
                  system: Type.Optional(Type.String({ pattern: '^[A-Z]{1,5}$' })),
                },
                strict,
              ),
            ]),
          ),
        },
        said('who pays what leaves for bank accounts, and from which account'),
      ),
    ),
    acts: Type.Record(
      Type.String({ pattern: '^\\S' }),
      Type.Object({ title: Text, url: Type.Optional(Type.String({ pattern: '^https://' })) }, strict),
      said('acts of law by the short name that citations use'),
    ),
    topics: Type.Optional(byId(Text)),
    regions: Type.Optional(fieldPath('an enum: the part of the country in which people live')),
    shop_classes: Type.Optional(byId(Text)),
    simulation: Type.Optional(
      Type.Object(
        {
          region: Type.Optional(fieldPath('an enum')),
          born_on: Type.Optional(fieldPath('a date')),
          income: Type.Optional(fieldPath('money')),
        },
        said('the fields by which a simulation tells who is affected'),
      ),
    ),
    holidays: Type.Record(year(), listOf(day()), said('days on which offices are closed, by year')),
  },
  strict,
);

const RegistryField = Type.Object(
  {
    type: FactType,
    title: Text,
    unit: Type.Optional(Type.String()),
    of: Type.Optional(Options),
    optional: Type.Optional(Type.Boolean()),
    format: Type.Optional(Type.String({ description: 'a regular expression that the whole text must match' })),
  },
  strict,
);

/** registries/*.yaml */
export const RegistryFile = Type.Object(
  {
    id: id(),
    title: Text,
    agency: id(),
    keeper: Type.String({ description: 'the role at the agency that settles disputes of a value' }),
    law: Type.Optional(Law),
    subject: name('the field (of type person) that says whose record it is'),
    key: Type.Optional(name('the field that tells records of one person apart; without it, a person has one')),
    people: Type.Optional(
      listOf(name(), 'fields (person or people) through which a record is found besides its subject'),
    ),
    family: Type.Optional(
      Type.Boolean({
        description: 'people who stand together in a record are family: an officer among them steps aside',
      }),
    ),
    fields: byName(RegistryField),
    read: listOf(id(), 'agencies that may read it; the one that keeps it always may'),
    held: Type.Optional(
      Type.Literal('node', {
        description: 'its data stays with its agency: it is read through the node that NODES_FILE names',
      }),
    ),
  },
  strict,
);

/** life-events/*.yaml: compiled from independent services. */
export const LifeEventFile = Type.Object(
  {
    id: id(),
    title: Text,
    summary: Text,
    keywords: Type.Optional(Text),
    about: id(),
    offer: Type.Object(
      { to: listOf(name()), title: Text, body: Text },
      said('sent to these roles when a record appears'),
    ),
    services: listOf(id()),
  },
  strict,
);

/** people.yaml: how the demo's people are made. Named ones are written out; the rest come from a seed. */
export const PeopleFile = Type.Object(
  {
    seed: Type.Integer(),
    count: Type.Integer({ minimum: 0, maximum: 5_000_000 }),
    shops: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'shops that the seed makes' })),
    personas: listOf(
      Type.Object(
        {
          id: id(),
          number: Type.String(),
          title: Text,
          post: Type.Optional(Type.Object({ agency: id(), role: Type.String() }, said("an officer's post"))),
        },
        strict,
      ),
    ),
    records: Type.Record(
      id(),
      listOf(byName(Type.Unknown())),
      said('records written out, by registry; a date may be relative to the day of seeding: -5 days'),
    ),
  },
  strict,
);

export type PackYaml = Static<typeof PackFile>;
export type RegistryYaml = Static<typeof RegistryFile>;
export type LifeEventYaml = Static<typeof LifeEventFile>;
export type PeopleYaml = Static<typeof PeopleFile>;
