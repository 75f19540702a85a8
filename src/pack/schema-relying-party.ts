import { type Static, Type } from 'typebox';
import { DataUseFile } from './schema-data-use.ts';
import { claimPath, hostName, id, Law, listOf, said, strict, Text } from './schema-parts.ts';

/** What the file of a relying party may say. */

const Claims = listOf(claimPath(), 'claims without which it does not do; none to ask for the credential alone');

const Asked = Type.Union([
  Claims,
  Type.Object(
    {
      claims: Claims,
      optional: Type.Array(claimPath(), { maxItems: 3, description: 'claims that may be refused' }),
    },
    strict,
  ),
]);

const Use = Type.Object(
  {
    purpose: Text,
    law: listOf(Law),
    refusing: Type.Optional(Text),
    asks: Type.Optional(
      listOf(
        Type.Record(id(), Asked, said('credentials that are asked for together, with what of each')),
        'any one of them is enough, what is liked best first',
      ),
    ),
    data: Type.Optional(
      Type.Object(DataUseFile.properties, said('what registers are asked for, and how long it is kept')),
    ),
  },
  strict,
);

/** relying-parties/*.yaml: who may ask people for what, and what for: to show credentials, or to let registers answer. */
export const RelyingPartyFile = Type.Object(
  {
    id: id(),
    agency: Type.Optional(id('where it is an agency of the government')),
    title: Text,
    summary: Text,
    contact: Type.Optional(Type.String({ pattern: '^https://', description: 'where people reach it' })),
    hosts: Type.Optional(listOf(hostName(), 'hosts of its own')),
    uses: Type.Record(id(), Use, said('what it asks for, by purpose')),
  },
  strict,
);

export type RelyingPartyYaml = Static<typeof RelyingPartyFile>;
export type AskedYaml = Static<typeof Asked>;
