import { type Static, Type } from 'typebox';
import {
  claimPath,
  colour,
  daysLong,
  elementName,
  fieldPath,
  id,
  listOf,
  name,
  said,
  strict,
  Text,
} from './schema-parts.ts';
import { ServiceFile } from './schema-service.ts';

/** What the file of a credential may say. */

const Claim = Type.Object(
  {
    fact: Type.Optional(name('the fact that it tells')),
    picture: Type.Optional(Type.Literal('neutral', { description: "a drawn image stands for the holder's" })),
    title: Type.Optional(Text),
    shown: Type.Optional(Type.Literal('always', { description: 'nobody may keep it back' })),
    mdoc: Type.Optional(elementName('where it stands in an mdoc')),
  },
  strict,
);

const Format = Type.Union([
  Type.Literal('dc+sd-jwt'),
  Type.Object(
    {
      mdoc: Type.String({ pattern: '^[a-z][a-zA-Z0-9._-]*$', description: 'its document type (ISO 18013-5)' }),
      namespace: Type.Optional(
        Type.String({ pattern: '^[a-z][a-zA-Z0-9._-]*$', description: 'where its elements stand unless they say so' }),
      ),
    },
    strict,
  ),
]);

const { law, uses, facts, parameters, eligible, given, examples } = ServiceFile.properties;

/** As a service's, with what the credential then tells. */
const RuleExample = Type.Object(
  {
    ...examples.items.properties,
    out: Type.Object(
      {
        ...examples.items.properties.out.properties,
        claims: Type.Optional(
          Type.Record(claimPath(), Type.Unknown(), said('what these claims tell; null for nothing')),
        ),
      },
      strict,
    ),
  },
  strict,
);

/** credentials/*.yaml: what an agency vouches for, and its holder carries. */
export const CredentialFile = Type.Object(
  {
    id: id(),
    agency: id('the issuer'),
    office: Type.String({ description: 'the role at the agency that suspends and revokes it' }),
    title: Text,
    summary: Text,
    law,
    holder: Type.Optional(
      listOf(
        fieldPath(),
        'fields of the record that it speaks of, whose people may have it in their wallets; whom it speaks of unless stated',
      ),
    ),
    uses,
    facts,
    parameters,
    eligible,
    claims: Type.Record(claimPath(), Type.Union([name('the fact that it tells'), Claim]), said('what it says')),
    formats: Type.Optional(listOf(Format, 'dc+sd-jwt unless stated')),
    offline: Type.Optional(
      listOf(
        claimPath(),
        'claims that a small code can say where there is no network, and a card on paper; none unless stated',
      ),
    ),
    look: Type.Object(
      {
        background: colour(),
        ink: colour(),
        emblem: Type.String({ minLength: 1, maxLength: 20 }),
        face: listOf(claimPath(), 'claims that stand on it'),
      },
      said('how one recognises it at a glance'),
    ),
    life: daysLong('how long a copy is good'),
    renew: Type.Optional(daysLong('how long before its end it is made anew; 30 days unless stated')),
    copies: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: 100,
        description: 'how many are given out at once, each shown once; 10 unless stated',
      }),
    ),
    given,
    examples: Type.Array(RuleExample, { minItems: 1, maxItems: 500 }),
  },
  strict,
);

export type CredentialYaml = Static<typeof CredentialFile>;
export type ClaimYaml = CredentialYaml['claims'][string];
export type FormatYaml = Static<typeof Format>;
