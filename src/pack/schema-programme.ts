import { type Static, Type } from 'typebox';
import { SPENDING_REFUSALS } from './model-programme.ts';
import {
  byId,
  day,
  expression,
  fieldPath,
  id,
  listOf,
  percent,
  period,
  said,
  span,
  strict,
  Text,
  wholeNumber,
} from './schema-parts.ts';
import { ServiceFile } from './schema-service.ts';

/** What the files of a programme, of places, of shops and of the outline may say. Amounts are in the currency's unit. */

const Amount = (description: string) => Type.Number({ minimum: 0, description });

const Channel = Type.Object(
  {
    kind: Type.Union([Type.Literal('wallet'), Type.Literal('paper'), Type.Literal('cash-back'), Type.Literal('bank')]),
    title: Text,
    hint: Type.Optional(Text),
    notes: Type.Optional(
      Type.Record(
        wholeNumber('the value of a note'),
        Type.Integer({ minimum: 1, maximum: 100, description: 'how many of it' }),
        said('of paper: the notes that together are the whole'),
      ),
    ),
    spend: Type.Optional(Amount('of cash-back: how much must be spent with the card')),
    back: Type.Optional(Amount('of cash-back: how much is then given back')),
  },
  strict,
);

const Spend = Type.Object(
  {
    until: Type.Optional(day('the last day on which it can be spent')),
    within: Type.Optional(span('how long it can be spent once it was taken')),
    regions: Type.Optional(
      Type.Union([
        Type.Literal('any'),
        Type.Literal('home', { description: 'where whoever took it lives' }),
        listOf(id(), 'regions of pack.yaml'),
      ]),
    ),
    classes: Type.Optional(
      Type.Object(
        { only: Type.Optional(listOf(id())), except: Type.Optional(listOf(id())) },
        said('classes of shops in pack.yaml: only these, or all except these'),
      ),
    ),
    not_for: Type.Optional(Type.Record(id(), Text, said('goods that it must not pay for'))),
    most: Type.Optional(
      Type.Object(
        {
          at_once: Type.Optional(Amount('in one purchase')),
          a_day: Type.Optional(Amount('on one day')),
          a_day_at_one_shop: Type.Optional(Amount('on one day at one shop')),
        },
        strict,
      ),
    ),
  },
  said('until when and for what it can be spent'),
);

const PurchaseExample = Type.Object(
  {
    title: Type.Optional(Type.String()),
    on: day('the day of the purchase'),
    taken: Type.Optional(day('when it was taken; the first day of the window unless stated')),
    class: id("the shop's class"),
    region: id('where the shop is'),
    home: Type.Optional(id('where whoever took it lives')),
    amount: Amount('the price of what is bought'),
    goods: Type.Optional(listOf(id(), 'what is bought, of the goods under "not_for"')),
    spent_today: Type.Optional(Amount('spent of it on this day already')),
    spent_today_here: Type.Optional(Amount('of that, at this shop')),
    out: Type.Union([Type.Literal('paid'), ...SPENDING_REFUSALS.map((refusal) => Type.Literal(refusal))]),
  },
  strict,
);

const { law, uses, facts, parameters, eligible, given, examples } = ServiceFile.properties;

/** As a service's, with what it costs the person. */
const RuleExample = Type.Object(
  {
    ...examples.items.properties,
    out: Type.Object({ ...examples.items.properties.out.properties, price: Type.Optional(Type.Number()) }, strict),
  },
  strict,
);

/** programmes/*.yaml: money with a purpose. */
export const ProgrammeFile = Type.Object(
  {
    id: id(),
    agency: id(),
    office: Type.String({ description: 'the role at the agency that runs it' }),
    counter: Type.Optional(
      Type.String({ description: "the role that hands it out at counters; the office's own unless stated" }),
    ),
    title: Text,
    summary: Text,
    law,
    uses,
    facts,
    parameters,
    eligible,
    amount: expression('how much one person may take in each period, in the currency'),
    price: Type.Optional(expression('what the whole of it costs, in the currency; free unless stated')),
    every: Type.Union([Type.Literal('once'), Type.Literal('month')]),
    take: Type.Union([
      Type.Literal('whole'),
      Type.Object({ least: Amount('the smallest part'), step: Amount('parts are multiples of it') }, strict),
    ]),
    window: Type.Object(
      { from: day(), until: day(), checked: Type.Optional(Type.Literal(false)) },
      said('the days on which it can be taken, both included'),
    ),
    channels: byId(Channel),
    fund: Type.Object({ from: id(), limit: Amount('most that it may cost in all') }, strict),
    spend: Spend,
    share: Type.Optional(fieldPath('people who stand together in this field, of type people, may share it')),
    refund: Type.Optional(Type.Object({ within: period() }, said('what is whole can be given back for its price'))),
    change: Type.Optional(
      Type.Object(
        {
          once_spent: percent('how much of it must be spent before the rest is paid out'),
          small: Type.Optional(Type.Object({ up_to: Amount('amounts up to this one'), once_spent: percent() }, strict)),
        },
        said('the rest is paid out as cash'),
      ),
    ),
    fee: Type.Optional(
      Type.Object({ rate: percent("of a shop's takings"), vat: percent('of the fee') }, said('what settlement costs')),
    ),
    given,
    examples: Type.Array(RuleExample, { minItems: 1, maxItems: 500 }),
    purchases: Type.Array(PurchaseExample, { maxItems: 500 }),
  },
  strict,
);

const Point = (description: string) =>
  Type.Array(Type.Number({ minimum: -180, maximum: 180 }), { minItems: 2, maxItems: 2, description });

/** places.yaml: where paper can be picked up. */
export const PlacesFile = byId(
  Type.Object({ title: Text, region: id(), address: Text, at: Point('latitude, longitude') }, strict),
);

/** outline.yaml: the land for a map, coarse. */
export const OutlineFile = Type.Object(
  { rings: listOf(Type.Array(Point('longitude, latitude'), { minItems: 4, maxItems: 500 })) },
  strict,
);

/** shops.yaml: shops of the demo that are written out. */
export const ShopsFile = byId(
  Type.Object(
    {
      name: Type.String({ minLength: 1 }),
      owner: id('a persona'),
      clerks: Type.Optional(listOf(id('a persona'))),
      number: Type.String({ description: 'the business number' }),
      class: id(),
      region: id(),
      address: Type.String({ minLength: 1 }),
      at: Point('latitude, longitude'),
      bank_account: Type.String({ minLength: 1 }),
    },
    strict,
  ),
);

export type ProgrammeYaml = Static<typeof ProgrammeFile>;
export type PlacesYaml = Static<typeof PlacesFile>;
export type OutlineYaml = Static<typeof OutlineFile>;
export type ShopsYaml = Static<typeof ShopsFile>;
export type ChannelYaml = ProgrammeYaml['channels'][string];
