import { Type } from 'typebox';
import { answerJson, dayOf, type Route, route } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { asClerk } from '../shops/clerks.ts';
import { groupedNumber } from './code-text.ts';
import { CODE_LIFE, codeNow, showCode } from './codes.ts';
import { deviceOf } from './device.ts';
import { GUESS_PERIOD, MOST_GUESSES } from './guesses.ts';
import type { Payment, Refund } from './model.ts';
import { payerOf } from './payer.ts';
import { takingsOf } from './reads.ts';

const Id = Type.String({ format: 'uuid' });
const Instant = Type.String({ format: 'date-time' });
const Programme = Type.String({ maxLength: 60 });
const Amount = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'in the minor unit' });
const Key = Type.String({
  minLength: 1,
  maxLength: 100,
  description: "the client's own name for this: sent again it is done once, and answered as the first time",
});
const Goods = Type.Optional(
  Type.Array(Type.String({ maxLength: 60 }), {
    maxItems: 50,
    description: 'those goods among what is bought that the programme may refuse',
  }),
);
const Way = Type.Union([Type.Literal('code'), Type.Literal('scan'), Type.Literal('note')]);
const Shop = Type.Object({ shop: Id });

const Receipt = {
  entry: Id,
  salt: Type.Union([Type.String(), Type.Null()], {
    description: 'opens the entry of the public log; null once whoever paid is erased',
  }),
};
const Paid = Type.Object({
  ...{ id: Id, shop: Id, programme: Programme, amount: Amount, way: Way, paidAt: Instant },
  ...Receipt,
});
const Refunded = Type.Object({ id: Id, payment: Id, amount: Amount, refundedAt: Instant, ...Receipt });

/** A payment as both sides may see it: the shop does not learn who paid. */
const paid = ({ id, shop, programme, amount, way, paidAt, entry, salt }: Payment) => ({
  ...{ id, shop, programme, amount, way, paidAt, entry, salt },
});
const refunded = ({ id, payment, amount, refundedAt, entry, salt }: Refund) => ({
  ...{ id, payment, amount, refundedAt, entry, salt },
});

const minutes = (milliseconds: number) => milliseconds / 60_000;
const LIMITS = `A clerk may try ${MOST_GUESSES.clerk} wrong numbers in ${minutes(GUESS_PERIOD)} minutes, a shop \
${MOST_GUESSES.shop}, an address ${MOST_GUESSES.address}`;

/** Paying, for programs: showing a code, taking it in, scanning a shop's code, giving back, and what came in. */
export function paymentRoutes(gov: Government): Route[] {
  const payer = payerOf(gov);
  const withDevice = (request: Request) => deviceOf(request, gov.config.ORIGIN.startsWith('https:'));
  const answerOf = (body: object, setCookie: string | undefined) =>
    setCookie ? answerJson(body, { 'set-cookie': setCookie }) : body;
  return [
    route({
      method: 'POST',
      path: '/api/payments/codes',
      audience: 'resident',
      summary: `A code to pay with once, good for ${CODE_LIFE / 1_000} seconds; the one before is worth nothing any more`,
      body: Type.Object({ programme: Programme }),
      answer: Type.Object({
        qr: Type.String({ description: 'the text of the QR code' }),
        number: Type.String({ description: 'twelve digits in groups, to be read out; the last is a check digit' }),
        expiresAt: Instant,
      }),
      async handle({ caller, body, request }) {
        const { hash, setCookie } = withDevice(request);
        const { number, ...code } = await showCode(gov, { person: caller.person, ...body, device: hash });
        return answerOf({ ...code, number: groupedNumber(number) }, setCookie);
      },
    }),
    route({
      method: 'GET',
      path: '/api/payments/codes',
      audience: 'resident',
      summary: 'Whether the code that one showed last has been used',
      query: Type.Object({ programme: Programme }),
      answer: Type.Object({
        state: Type.String({ description: 'live, used, expired or none' }),
        expiresAt: Type.Optional(Instant),
        payment: Type.Optional(Type.Object({ shop: Id, id: Id })),
      }),
      handle: ({ caller, query }) => codeNow(gov, { person: caller.person, ...query }),
    }),
    route({
      method: 'POST',
      path: '/api/payments',
      audience: 'resident',
      summary: 'Pays at a shop whose code one has scanned',
      body: Type.Object({ shop: Id, programme: Programme, amount: Amount, goods: Goods, key: Key }),
      answer: Paid,
      async handle({ caller, body, request, address }) {
        const { hash: device, setCookie } = withDevice(request);
        const { person } = caller;
        return answerOf(paid(await payer.pay({ way: 'scan', person, device, address, ...body })), setCookie);
      },
    }),
    route({
      method: 'POST',
      path: '/api/shops/:shop/payments',
      audience: 'resident',
      summary: `Takes in a payment by the code that somebody shows. For clerks of the shop. ${LIMITS}`,
      params: Shop,
      body: Type.Object({ code: Type.String({ maxLength: 100 }), amount: Amount, goods: Goods, key: Key }),
      answer: Paid,
      handle: async ({ caller, params, body, address }) =>
        paid(await payer.pay({ way: 'code', clerk: caller.person, address, ...params, ...body })),
    }),
    route({
      method: 'POST',
      path: '/api/shops/:shop/refunds',
      audience: 'resident',
      summary: 'Gives a part or all of a payment back. For clerks of the shop, up to their limit',
      params: Shop,
      body: Type.Object({ payment: Id, amount: Amount, key: Key }),
      answer: Refunded,
      handle: async ({ caller, params, body }) =>
        refunded(await payer.refund({ clerk: caller.person, ...params, ...body })),
    }),
    route({
      method: 'GET',
      path: '/api/shops/:shop/takings',
      audience: 'resident',
      summary: 'What a shop took in on a day, by programme and way of paying. For clerks of the shop',
      params: Shop,
      query: Type.Object({ day: Type.Optional(Type.String({ format: 'date' })) }),
      answer: Type.Object({
        day: Type.String({ format: 'date' }),
        takings: Type.Array(
          Type.Object({
            ...{ programme: Programme, way: Way, payments: Type.Integer(), amount: Type.Integer() },
            ...{ refunds: Type.Integer(), refunded: Type.Integer() },
          }),
        ),
      }),
      async handle({ caller, params: { shop }, query }) {
        await asClerk(gov.db, caller.person, shop);
        const day = query.day ?? dayOf(gov.clock.now(), gov.pack.timeZone);
        return { day, takings: await takingsOf(gov.db, { shop, day }) };
      },
    }),
  ];
}
