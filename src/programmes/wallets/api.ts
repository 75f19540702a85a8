import { Type } from 'typebox';
import { type Route, route } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { entitlementNow } from '../entitlements/now.ts';
import { programmesNow } from '../office/state.ts';
import { reportSpending } from './cards.ts';
import { changeOf } from './change.ts';
import { giveBack } from './give-back.ts';
import { walletEvents, walletsOf } from './read.ts';
import { share } from './share.ts';
import { take } from './take.ts';
import type { Taking } from './taking.ts';

const Text = Type.Object({ ko: Type.String(), 'zh-Hant': Type.String(), en: Type.String() });
const Minor = (description = 'minor units of the currency') => Type.Integer({ minimum: 1, description });
const Uuid = Type.String({ format: 'uuid' });
const Id = Type.String({ maxLength: 60 });
const Key = Type.String({
  minLength: 1,
  maxLength: 100,
  description: 'your own name for this wish: sent twice, it is done once',
});
const OfProgramme = Type.Object({ programme: Id });

const TakingAnswer = Type.Object({
  id: Type.String(),
  programme: Type.String(),
  channel: Type.String(),
  amount: Type.Integer(),
  price: Type.Integer(),
  state: Type.String(),
  expiresAt: Type.String(),
  takenAt: Type.String(),
  entry: Type.String({ description: 'its entry in the public log' }),
});

/** What programs may do for a person who takes, keeps and shares money of a programme. */
export function walletRoutes(gov: Government): Route[] {
  return [...readRoutes(gov), ...actRoutes(gov), cardRoute(gov)];
}

function readRoutes(gov: Government): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/programmes',
      audience: 'public',
      summary: 'The programmes, how they stand, and until when each can be taken',
      answer: Type.Object({
        programmes: Type.Array(
          Type.Object({
            id: Type.String(),
            agency: Type.String(),
            title: Text,
            summary: Text,
            state: Type.String(),
            takeUntil: Type.String(),
            channels: Type.Array(Type.Object({ id: Type.String(), kind: Type.String(), title: Text })),
          }),
        ),
      }),
      async handle() {
        const standing = await programmesNow(gov.db, gov, [...gov.pack.programmes.values()]);
        const programmes = [...standing.values()].map(({ programme, state, takeUntil }) => {
          const { id, agency, title, summary } = programme;
          const channels = programme.channels.map(({ id, kind, title }) => ({ id, kind, title }));
          return { id, agency, title, summary, state, takeUntil, channels };
        });
        return { programmes };
      },
    }),
    route({
      method: 'GET',
      path: '/api/programmes/:programme/entitlement',
      audience: 'resident',
      summary: 'What I may take of a programme now, or which conditions are not met',
      params: OfProgramme,
      answer: Type.Object({
        state: Type.Union([Type.Literal('yes'), Type.Literal('no'), Type.Literal('need')]),
        amount: Type.Optional(Minor()),
        price: Type.Optional(Type.Integer({ description: 'of the whole, in minor units' })),
        taken: Type.Optional(Type.Integer()),
        because: Type.Array(Type.String()),
        ask: Type.Array(Type.String()),
      }),
      async handle({ caller, params }) {
        const { state, entitlement, because, ask } = await entitlementNow(gov, caller.person, params.programme);
        const names = ask.map(({ name }) => name);
        const found = entitlement && { amount: entitlement.amount, price: entitlement.price, taken: entitlement.taken };
        return { state, ...found, because: [...because], ask: names };
      },
    }),
    route({
      method: 'GET',
      path: '/api/vouchers',
      audience: 'resident',
      summary: 'My wallets: what is in them, by when it expires',
      answer: Type.Object({
        wallets: Type.Array(
          Type.Object({
            programme: Type.String(),
            balance: Type.Integer(),
            frozen: Type.Boolean(),
            lots: Type.Array(
              Type.Object({ amount: Type.Integer(), expiresAt: Type.Union([Type.String(), Type.Null()]) }),
            ),
          }),
        ),
      }),
      async handle({ caller }) {
        const wallets = (await walletsOf(gov, caller.person)).map(({ programme, balance, frozen, lots }) => ({
          programme: programme.id,
          balance,
          frozen,
          lots: lots.map((lot) => ({ amount: lot.balance, expiresAt: lot.expiresAt?.toISOString() ?? null })),
        }));
        return { wallets };
      },
    }),
    route({
      method: 'GET',
      path: '/api/vouchers/:programme/events',
      audience: 'resident',
      summary: 'What happened to my wallet, the newest first',
      params: OfProgramme,
      query: Type.Object({ before: Type.Optional(Uuid) }),
      answer: Type.Object({
        events: Type.Array(
          Type.Object({
            id: Type.String(),
            at: Type.String(),
            kind: Type.String(),
            amount: Type.Integer(),
            balance: Type.Integer(),
            shop: Type.Optional(Type.String()),
          }),
        ),
        next: Type.Optional(Type.String()),
      }),
      async handle({ caller, params, query }) {
        const { programme } = params;
        const { events, next } = await walletEvents(gov, { person: caller.person, programme, ...query });
        const shown = events.map(({ id, at, kind, amount, balance, shop }) => ({
          ...{ id, at: at.toISOString(), kind, amount, balance },
          ...(shop !== undefined && { shop }),
        }));
        return { events: shown, ...(next && { next }) };
      },
    }),
  ];
}

function actRoutes(gov: Government): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/vouchers/:programme/take',
      audience: 'resident',
      summary: 'Take what I am entitled to, whole or in part',
      params: OfProgramme,
      body: Type.Object({
        channel: Id,
        amount: Type.Optional(Minor('minor units; all that is left unless stated')),
        place: Type.Optional(Id),
        bankAccount: Type.Optional(Type.String({ maxLength: 40 })),
        card: Type.Optional(Type.String({ maxLength: 40 })),
        key: Key,
      }),
      answer: TakingAnswer,
      handle: async ({ caller, params, body }) =>
        takingAnswer(await take(gov, { ...body, person: caller.person, programme: params.programme })),
    }),
    route({
      method: 'POST',
      path: '/api/vouchers/takings/:taking/give-back',
      audience: 'resident',
      summary: 'Give back what is whole; its price comes back. Asked again, nothing changes',
      params: Type.Object({ taking: Uuid }),
      answer: TakingAnswer,
      handle: async ({ caller, params }) =>
        takingAnswer(await giveBack(gov, { person: caller.person, taking: params.taking })),
    }),
    route({
      method: 'POST',
      path: '/api/vouchers/:programme/share',
      audience: 'resident',
      summary: 'Give a part to somebody with whom the law lets me share it',
      params: OfProgramme,
      body: Type.Object({ to: Uuid, amount: Minor(), key: Key }),
      answer: Type.Object({ id: Type.String(), amount: Type.Integer(), entry: Type.String() }),
      async handle({ caller, params, body }) {
        const { id, amount, entry } = await share(gov, { ...body, from: caller.person, programme: params.programme });
        return { id, amount, entry };
      },
    }),
    route({
      method: 'POST',
      path: '/api/vouchers/:programme/change',
      audience: 'resident',
      summary: 'Have the rest paid out as cash, once enough is spent',
      params: OfProgramme,
      body: Type.Object({ bankAccount: Type.String({ maxLength: 40 }), key: Key }),
      answer: Type.Object({ id: Type.String(), amount: Type.Integer(), entry: Type.String() }),
      handle: ({ caller, params, body }) =>
        changeOf(gov, { ...body, person: caller.person, programme: params.programme }),
    }),
  ];
}

/** The scope of a card company's key. */
export const CARD_SCOPE = 'card-spending';

function cardRoute(gov: Government): Route {
  return route({
    method: 'POST',
    path: '/api/card-spending',
    audience: { scope: CARD_SCOPE },
    summary: 'Report what was spent with a card; below zero, what was given back',
    body: Type.Object({
      programme: Id,
      card: Type.String({ pattern: '^[0-9 -]{15,25}$' }),
      amount: Type.Integer({ description: 'minor units of the currency' }),
      class: Id,
      region: Id,
      on: Type.String({ format: 'date' }),
      key: Key,
    }),
    answer: Type.Object({
      counts: Type.Boolean(),
      refusal: Type.Union([Type.String(), Type.Null()]),
      paid: Type.Boolean(),
    }),
    async handle({ body }) {
      const { counts, refusal, paid } = await reportSpending(gov, body);
      return { counts, refusal: refusal ?? null, paid };
    },
  });
}

function takingAnswer({ id, programme, channel, amount, price, state, expiresAt, takenAt, entry }: Taking) {
  const times = { expiresAt: expiresAt.toISOString(), takenAt: takenAt.toISOString() };
  return { id, programme, channel, amount, price, state, ...times, entry };
}
