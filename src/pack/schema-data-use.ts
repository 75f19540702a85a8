import { type Static, type TString, Type } from 'typebox';
import {
  byId,
  daysLong,
  expression,
  id,
  Law,
  listOf,
  name,
  registryOrStandard,
  said,
  span,
  strict,
  Text,
} from './schema-parts.ts';
import { ParametersFile, ServiceExample, VocabularyFile } from './schema-service.ts';

/** What files may say of data that is handed over out of registers. */

const Fields = (by: TString, description: string) => Type.Record(by, listOf(name()), said(description));

const Statement = Type.Object(
  {
    title: Text,
    optional: Type.Optional(Type.Boolean({ description: 'may be refused, and the rest still does' })),
    uses: Type.Optional(listOf(name())),
    facts: Type.Optional(VocabularyFile),
    parameters: Type.Optional(ParametersFile),
    if: expression('a FEEL expression: what is told is whether it holds'),
    examples: Type.Optional(listOf(ServiceExample)),
  },
  strict,
);

const Statements = byId(Statement);

export const DataUseFile = Type.Object(
  {
    basis: Type.Union([Type.Literal('consent'), Type.Literal('statute')]),
    fields: Type.Optional(
      Fields(registryOrStandard(), 'fields without which it does not do, by registry or by standard'),
    ),
    optional: Type.Optional(
      Fields(registryOrStandard(), 'fields that may be refused one by one, by registry or by standard'),
    ),
    statements: Type.Optional(Statements),
    often: Type.Optional(
      Type.Union([
        Type.Literal('once'),
        Type.Object(
          { each: Type.Union([Type.Literal('day'), Type.Literal('week'), Type.Literal('month')]), for: span() },
          strict,
        ),
      ]),
    ),
    kept: daysLong('for so long the receiver may keep it, such as "90 days"'),
    proof: Type.Optional(Type.Boolean({ description: 'the person has to have proved lately who they are' })),
    sealed: Type.Optional(
      Type.Object({ for: daysLong(), law: Law }, said('of a statute: for so long the person is not told')),
    ),
  },
  strict,
);

/** bundles/*.yaml: what people often hand over together. */
export const BundleFile = Type.Object(
  {
    id: id(),
    title: Text,
    summary: Text,
    fields: Type.Optional(Fields(id(), 'fields of registers, by registry')),
    statements: Type.Optional(Statements),
  },
  strict,
);

export type DataUseYaml = Static<typeof DataUseFile>;
export type StatementYaml = Static<typeof Statement>;
export type BundleYaml = Static<typeof BundleFile>;
