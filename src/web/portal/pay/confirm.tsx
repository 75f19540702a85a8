import { type Static, Type } from 'typebox';
import { renderPage } from '../../../design/index.ts';
import { AppError, page, type Route, randomSecret, redirect, route, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import {
  type PublicShop,
  payerOf,
  paymentRefusal,
  payRequest,
  quotePayment,
  type RequestToPay,
  requestNow,
  shopById,
  walletsOf,
} from '../../../programmes/index.ts';
import { readAmount } from '../../paying/amount.ts';
import { pageContext, type Site } from '../../site.ts';
import { AmountPage, ConfirmPage, RefusedPage, type Way } from './confirm-view.tsx';
import { deviceOfCall, type PayCall } from './shared.tsx';
import { PAY } from './words.ts';

const Params = Type.Object({ shop: Type.String({ format: 'uuid' }) });
const Asked = {
  request: Type.Optional(Type.String({ format: 'uuid' })),
  amount: Type.Optional(Type.String({ maxLength: 40 })),
};
const Paying = Type.Object({
  ...Asked,
  programme: Type.Optional(Type.String({ maxLength: 60 })),
  key: Type.String({ minLength: 1, maxLength: 100 }),
});

/** Paying a shop: what it asks for, or what one types in; what it would leave; and then paying it. */
export function confirmRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/pay/to/:shop',
      audience: 'resident',
      summary: 'What a payment at a shop comes to, and what it would leave, before it is made',
      params: Params,
      query: Type.Object(Asked),
      handle: async (call) =>
        check(site, call, await payeeOf(gov, call.params.shop, call.query.request), call.query.amount),
    }),
    route({
      method: 'POST',
      path: '/pay/to/:shop',
      audience: 'resident',
      summary: 'Pays at a shop',
      params: Params,
      body: Paying,
      async handle(call) {
        const payee = await payeeOf(gov, call.params.shop, call.body.request);
        const amount = payee.request?.amount ?? readAmount(call.body.amount ?? '', gov.pack.currency);
        if (amount === undefined || !call.body.programme) return check(site, call, payee, call.body.amount);
        return pay(site, call, payee, { ...call.body, programme: call.body.programme, amount });
      },
    }),
  ];
}

/** Who is to be paid, and what they ask for if they do. */
export interface Payee {
  shop: PublicShop;
  request: RequestToPay | undefined;
}

async function payeeOf(gov: Government, shopId: string, requestId: string | undefined): Promise<Payee> {
  const shop = await shopById(gov.db, shopId.toLowerCase());
  if (!shop) throw new AppError('not-found', PAY.noShop);
  if (!requestId) return { shop, request: undefined };
  const request = await requestNow(gov, { shop: shop.id, id: requestId.toLowerCase() });
  if (!request) throw new AppError('not-found', PAY.noRequest);
  return { shop, request };
}

/** The amount first, where the shop has not said it; then what each of one's wallets would be left with. */
async function check(site: Site, call: PayCall, payee: Payee, typed: string | undefined): Promise<Response> {
  const { gov } = site;
  const context = await pageContext(site, call);
  const { shop, request } = payee;
  if (request && request.state !== 'open') {
    const reason = request.state === 'paid' ? PAY.requestPaid : PAY.requestOver;
    return page(renderPage(<RefusedPage {...{ gov, context, shop, amount: request.amount, reason }} />), 409);
  }
  const amount = request?.amount ?? readAmount(typed ?? '', gov.pack.currency);
  if (amount === undefined) {
    const problem = typed === undefined ? undefined : PAY.enterAmount;
    const html = renderPage(<AmountPage {...{ gov, context, shop, typed, problem }} />);
    return page(html, problem ? 422 : 200);
  }
  const ways = await waysToPay(gov, call.caller.person, payee, amount);
  return page(renderPage(<ConfirmPage {...{ gov, context, shop, request, amount, ways, key_: randomSecret(16) }} />));
}

/** One's wallets, those first with which this can be paid. Those that are empty are left out while others are not. */
async function waysToPay(gov: Government, person: string, { shop, request }: Payee, amount: number): Promise<Way[]> {
  const wallets = await walletsOf(gov, person);
  const filled = wallets.filter(({ balance }) => balance > 0);
  const ways = await Promise.all(
    filled.map(async ({ programme }): Promise<Way> => {
      const wish = { way: 'scan', shop: shop.id, person, programme: programme.id, amount, key: 'quote' } as const;
      const { balance, refused } = await quotePayment(gov, { ...wish, goods: request?.goods ?? [] });
      // The words for the till tell the clerk to charge less.
      const lacks = refused && paymentRefusal(refused) === 'not-enough';
      return { programme, balance, refused: lacks ? PAY.notEnough : (refused?.detail as Text | undefined) };
    }),
  );
  return ways.sort((one, other) => Number(Boolean(one.refused)) - Number(Boolean(other.refused)));
}

type Wish = Omit<Static<typeof Paying>, 'amount'> & { programme: string; amount: number };

async function pay(site: Site, call: PayCall, { shop, request }: Payee, wish: Wish): Promise<Response> {
  const { gov } = site;
  const { hash: device, headers } = deviceOfCall(gov, call);
  const { programme, amount, key } = wish;
  const by = { shop: shop.id, person: call.caller.person, programme, device, address: call.address, key };
  const payer = payerOf(gov);
  try {
    const payment = request
      ? await payRequest(gov, (one) => payer.pay(one), { ...by, request: request.id })
      : await payer.pay({ ...by, way: 'scan', amount, goods: [] });
    return redirect(`/pay/paid/${shop.id}/${payment.id}`, headers);
  } catch (error) {
    if (!(error instanceof AppError) || typeof error.detail === 'string') throw error;
    const context = await pageContext(site, call);
    const again = error.code === 'unavailable' ? wish : undefined;
    const props = { gov, context, shop, amount, reason: error.detail, request, again };
    return page(renderPage(<RefusedPage {...props} />), error.status);
  }
}
