import { type Static, Type } from 'typebox';
import {
  byName,
  claimOf,
  day,
  decimal,
  expression,
  FactType,
  fieldOrCard,
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
} from './schema-parts.ts';

/**
 * A fact has exactly one source: a registry's field, a count of records, a record of each of several people, an earlier
 * grant, the result of another service's rule, a question, a credential that is shown, a derivation.
 */
const FactFile = Type.Object(
  {
    type: Type.Optional(FactType),
    title: Type.Optional(Text),
    unit: Type.Optional(Type.String()),
    of: Type.Optional(Options),
    optional: Type.Optional(Type.Boolean()),
    from: Type.Optional(fieldOrCard('a field as registry.field, or "credential" where it is shown out of a wallet')),
    claim: Type.Optional(claimOf('the claim of a credential that answers it, as credential.claim')),
    count: Type.Optional(fieldPath('counts the records that name the person in registry.field')),
    where: Type.Optional(expression('only those records of which this holds; the record is `item`')),
    person: Type.Optional(name("the role whose record is read; the service's own person unless stated")),
    each: Type.Optional(name('one record for each person of that fact, which is of type people')),
    take: Type.Optional(Type.Record(name(), fieldPath(), said('the fields of each record, read from registries'))),
    result: Type.Optional(id('whether the person meets the conditions of that service')),
    granted: Type.Optional(id('whether that service was granted for the same matter')),
    ask: Type.Optional(Type.Object(Text.properties, said('the question to the applicant'))),
    question: Type.Optional(
      Type.Object(Text.properties, said('how it is asked of somebody for whom no registry is looked into')),
    ),
    hint: Type.Optional(Text),
    format: Type.Optional(Type.String({ description: 'a regular expression that the whole answer must match' })),
    when: Type.Optional(expression('asked only when this is true, or not yet known to be false')),
    derive: Type.Optional(expression()),
  },
  strict,
);

/** facts.yaml: facts that several services share, each defined once. */
export const VocabularyFile = byName(FactFile);

const Clause = Type.Object({ id: id(), if: expression(), text: Text, law: Type.Optional(Law) }, strict);

const Table = Type.Record(decimal(), Type.Number(), said('from each number on, the value of the table'));
const NumberOrTable = Type.Union([Type.Number(), Table]);

const ParameterFile = Type.Object(
  {
    title: Text,
    unit: Type.Optional(Type.String()),
    by: Type.Optional(
      Type.String({ description: 'makes it a table: the unit of the number by which it is looked up' }),
    ),
    marginal: Type.Optional(
      Type.Literal(true, { description: 'each value is a rate for the part of the number that lies in its bracket' }),
    ),
    values: Type.Record(
      day(),
      Type.Union([Type.Number(), Table, Type.Object({ value: NumberOrTable, checked: Type.Literal(false) }, strict)]),
      said('the value in force from each date on'),
    ),
    law: Law,
  },
  strict,
);

/** parameters.yaml: numbers and tables that several services share, each defined once. */
export const ParametersFile = byName(ParameterFile);

const RecordEffect = Type.Object(
  {
    registry: id(),
    new: Type.Optional(name('makes a new person, called by this role from here on')),
    of: Type.Optional(name("whose record is written; the service's own person's unless stated")),
    about: Type.Optional(
      Type.Literal(true, { description: 'writes into the very record that the application is about' }),
    ),
    set: Type.Optional(byName(expression())),
    add: Type.Optional(byName(name())),
  },
  strict,
);
const PayEffect = Type.Object(
  {
    from: id(),
    to: name('a fact of type bank-account'),
    amount: Type.Optional(expression("a FEEL expression; the service's amount unless stated")),
    monthly: Type.Optional(
      Type.Object(
        { from: expression(), until: expression() },
        said('pays each month, the first and the last included'),
      ),
    ),
  },
  strict,
);
const NotifyEffect = Type.Object({ to: Type.Optional(name()), title: Text, body: Text }, strict);

const EnrolEffect = Type.Object(
  {
    shop: name('the fact with the name by which people know it'),
    owner: name("the fact with the owner's name"),
    number: name('the fact with the business number'),
    class: name('the fact (an enum) with the class of shops'),
    region: name('the fact (an enum) with the region'),
    address: name('the fact with the address'),
    to: name('a fact of type bank-account'),
  },
  said('the business takes part as a shop, and whoever the service is for is its owner'),
);

const IssueEffect = Type.Object(
  {
    credential: id('a credential of the agency'),
    to: Type.Optional(name("its holder; the service's own person unless stated")),
    about: Type.Optional(name('whose record it speaks of, where that is not its holder, as a child')),
  },
  said('its holder is granted a card, which their wallet can fetch'),
);

const ReceiveEffect = Type.Object(
  { enrolment: name('the fact (a text) with the code of what was handed in') },
  said('an organisation may ask for data from now on, by the purposes and keys that it has handed in'),
);

/** What a decision does: one verb each, the door of one room. */
const EffectFile = Type.Union([
  Type.Object({ record: RecordEffect }, strict),
  Type.Object({ pay: PayEffect }, strict),
  Type.Object({ notify: NotifyEffect }, strict),
  Type.Object({ enrol: EnrolEffect }, strict),
  Type.Object({ issue: IssueEffect }, strict),
  Type.Object({ receive: ReceiveEffect }, strict),
]);

/** Facts on a day, and what the rule makes of them. */
export const ServiceExample = Type.Object(
  {
    title: Type.Optional(Type.String()),
    on: day('the day of application'),
    in: Type.Optional(byName(Type.Unknown())),
    without: Type.Optional(listOf(name(), 'what of `given` is not known in this example')),
    out: Type.Object(
      {
        eligible: Type.Union([Type.Literal('yes'), Type.Literal('no'), Type.Literal('need')]),
        because: Type.Optional(listOf(id(), 'the clauses that fail')),
        ask: Type.Optional(listOf(name(), 'the facts that are still needed')),
        review: Type.Optional(listOf(id(), 'what an officer has to look at')),
        amount: Type.Optional(Type.Number()),
      },
      strict,
    ),
  },
  strict,
);

/** services/<id>/service.yaml */
export const ServiceFile = Type.Object(
  {
    id: id(),
    agency: id(),
    title: Text,
    summary: Text,
    keywords: Type.Optional(Text),
    law: listOf(Law),
    about: Type.Optional(id('the registry whose record it is about; its person fields are the roles')),
    for: Type.Optional(name('the role whose service it is; applicant unless stated')),
    apply: Type.Optional(listOf(name(), 'the roles that may apply; all unless stated')),
    as_of: Type.Optional(
      name('the fact (a date) whose day chooses the law in force; the day of application unless stated'),
    ),
    topics: Type.Optional(listOf(id(), 'topics of pack.yaml under which people look for it')),
    finder: Type.Optional(
      Type.Literal(false, { description: 'nobody is asked whether they could get it: it is for few, who know of it' }),
    ),
    window: Type.Optional(
      listOf(
        Type.Object({ from: day(), until: day(), checked: Type.Optional(Type.Literal(false)) }, strict),
        'the days on which it can be applied for, both included; always unless stated',
      ),
    ),
    uses: Type.Optional(listOf(name(), 'shared facts of facts.yaml and parameters of parameters.yaml')),
    facts: Type.Optional(byName(FactFile)),
    parameters: Type.Optional(byName(ParameterFile)),
    eligible: Type.Optional(Type.Object({ all: listOf(Clause) }, strict)),
    review: Type.Optional(listOf(Clause, 'an officer looks at it when one of these is true')),
    amount: Type.Optional(expression()),
    worth: Type.Optional(
      expression('what it is worth to the person in all, in the currency; the amount unless stated'),
    ),
    offer: Type.Optional(
      Type.Object({ title: Text, body: Text }, said('sent to those whom the registries show to be eligible')),
    ),
    agree: Type.Optional(
      Type.Object(
        { who: listOf(name()), when: Type.Optional(expression()), text: Text, law: Law },
        said('who has to agree first'),
      ),
    ),
    decide: Type.Object(
      {
        auto: Type.Union([Type.Literal('complete'), Type.Literal('never')]),
        otherwise: Type.Object({ role: Type.String(), within: period() }, strict),
      },
      strict,
    ),
    effects: listOf(EffectFile),
    given: Type.Optional(
      Type.Record(name(), Type.Unknown(), said('what is so in every example unless it says otherwise')),
    ),
    examples: Type.Array(ServiceExample, { minItems: 1, maxItems: 500 }),
  },
  strict,
);

export type FactYaml = Static<typeof FactFile>;
export type ParameterYaml = Static<typeof ParameterFile>;
export type ServiceYaml = Static<typeof ServiceFile>;
export type ClauseYaml = Static<typeof Clause>;
export type EffectYaml = Static<typeof EffectFile>;
export type ExampleYaml = Static<typeof ServiceExample>;
