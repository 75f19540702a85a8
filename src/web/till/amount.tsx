import { Type } from 'typebox';
import { Checkboxes, Details, ErrorMessage, ErrorSummary, renderPage } from '../../design/index.ts';
import { page, type Route, redirect, route, type Text } from '../../kernel/index.ts';
import { type Payment, requestPayment } from '../../programmes/index.ts';
import { readAmount, typedAmount } from '../paying/amount.ts';
import type { Site } from '../site.ts';
import { Latest, latestOf } from './latest.tsx';
import { excludedGoods, TillPage, type TillView, tillAddress, tillView } from './view.tsx';
import { TILL } from './words.ts';

export const ShopParams = Type.Object({ shop: Type.String({ format: 'uuid' }) });

/** What a purchase comes to, as typed, and what of it a programme may refuse. */
export const Purchase = {
  amount: Type.Optional(Type.String({ maxLength: 40 })),
  goods: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 50 })),
};

/** The first page of a till: the amount, and the two ways to be paid; and the second of those ways. */
export function amountRoutes(site: Site): Route[] {
  return [
    route({
      method: 'GET',
      path: '/till/:shop',
      audience: 'resident',
      summary: 'The till of a shop: the amount, then scan or show',
      params: ShopParams,
      query: Type.Object(Purchase),
      async handle(call) {
        const view = await tillView(site, call, call.params.shop);
        return amountPage(view, call.query);
      },
    }),
    route({
      method: 'POST',
      path: '/till/:shop/requests',
      audience: 'resident',
      summary: 'Asks a customer for an amount: they scan it from the screen of the till',
      params: ShopParams,
      body: Type.Object(Purchase),
      async handle(call) {
        const view = await tillView(site, call, call.params.shop);
        const read = readPurchase(view, call.body);
        if ('problem' in read) return amountProblem(view, read);
        const id = await requestPayment(site.gov, view, read);
        return redirect(tillAddress(view, `requests/${id}`));
      },
    }),
  ];
}

/** What was typed for a purchase. */
interface Typed {
  amount?: string;
  goods?: readonly string[];
}

/** A purchase that was read, or what is wrong with what was typed. Goods that nobody excludes are left out. */
export function readPurchase(
  view: TillView,
  { amount: typed = '', goods = [] }: Typed,
): { amount: number; goods: string[] } | { problem: Text; typed: string; goods: string[] } {
  const excluded = excludedGoods(view);
  const listed = goods.filter((one) => excluded.has(one));
  const amount = readAmount(typed, view.gov.pack.currency);
  if (amount !== undefined) return { amount, goods: listed };
  return { problem: typed === '' ? TILL.enterAmount : TILL.amountOfDigits, typed, goods: listed };
}

/** The first page of a till, with what was typed on it before. */
export async function amountPage(view: TillView, { amount: typed = '', goods = [] }: Typed = {}): Promise<Response> {
  return page(renderPage(<AmountPage {...{ view, typed, goods, latest: await latestOf(view) }} />));
}

/** The first page again, with what was wrong. */
export function amountProblem(view: TillView, problem: { problem: Text; typed: string; goods: string[] }): Response {
  const { typed, goods } = problem;
  return page(renderPage(<AmountPage view={view} typed={typed} goods={goods} problem={problem.problem} />), 422);
}

/** The digits as a till has them, the highest last: 1 is beside the thumb. */
const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'];

function AmountPage({ view, typed, goods, problem, latest }: AmountProps) {
  const { locale, gov } = view;
  const error = problem?.[locale];
  const known = readAmount(typed, gov.pack.currency);
  return (
    <TillPage view={view} title={TILL.till[locale]} failed={Boolean(error)}>
      {error && <ErrorSummary locale={locale} errors={[{ text: error, href: '#amount' }]} />}
      <Latest view={view} payment={latest} />
      <form class="md-till" action={tillAddress(view, 'requests')} method="post" data-swap noValidate>
        <h1 class="md-till__label">
          <label for="amount">{TILL.enterAmount[locale]}</label>
        </h1>
        {error && (
          <ErrorMessage locale={locale} id="amount-error">
            {error}
          </ErrorMessage>
        )}
        <input
          class="govuk-input md-till__amount"
          id="amount"
          name="amount"
          inputMode={gov.pack.currency.decimals > 0 ? 'decimal' : 'numeric'}
          autocomplete="off"
          value={known === undefined ? typed : typedAmount(known, gov.pack.currency)}
          data-amount={gov.pack.currency.decimals}
          aria-describedby={error ? 'amount-error' : undefined}
        />
        <Keypad view={view} />
        <Goods view={view} goods={goods} />
        <div class="md-till__ways">
          <button class="govuk-button" type="submit" formmethod="get" formaction={tillAddress(view, 'scan')}>
            {TILL.scanCustomer[locale]}
          </button>
          <button class="govuk-button" type="submit">
            {TILL.showCode[locale]}
          </button>
        </div>
      </form>
    </TillPage>
  );
}

interface AmountProps {
  view: TillView;
  typed: string;
  goods: readonly string[];
  problem?: Text;
  latest?: Payment | undefined;
}

/** Shown by the island; without it a phone has keys of its own. */
function Keypad({ view: { locale, gov } }: { view: TillView }) {
  const last = gov.pack.currency.decimals > 0 ? '.' : '00';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be read out with each of its keys
    <div class="md-keypad" role="group" aria-label={TILL.keys[locale]} data-keypad hidden>
      {[...DIGITS, last, '0'].map((digit) => (
        <button class="md-keypad__key" type="button" data-key={digit} key={digit}>
          {digit}
        </button>
      ))}
      <button class="md-keypad__key" type="button" data-key="back" aria-label={TILL.backspace[locale]}>
        <svg viewBox="0 0 32 24" width="32" height="24" aria-hidden="true" focusable="false">
          <path d="M10 3h18v18H10L2 12zM14 8l8 8M22 8l-8 8" fill="none" stroke="currentColor" stroke-width="2" />
        </svg>
      </button>
    </div>
  );
}

function Goods({ view, goods }: { view: TillView; goods: readonly string[] }) {
  const { locale } = view;
  const excluded = excludedGoods(view);
  if (excluded.size === 0) return null;
  return (
    <Details summary={TILL.goods[locale]} open={goods.length > 0}>
      <Checkboxes
        locale={locale}
        name="goods"
        label={TILL.goods[locale]}
        hint={TILL.goodsHint[locale]}
        small
        values={goods}
        items={[...excluded].map(([value, title]) => ({ value, text: title[locale] }))}
      />
    </Details>
  );
}
