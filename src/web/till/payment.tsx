import { Type } from 'typebox';
import {
  Button,
  DateText,
  ErrorSummary,
  Heading,
  InsetText,
  NotificationBanner,
  renderPage,
  Section,
  SummaryList,
  Table,
  TextInput,
} from '../../design/index.ts';
import { AppError, page, type Route, randomSecret, redirect, route, say, type Text } from '../../kernel/index.ts';
import {
  type Clerk,
  clerksOf,
  type Payment,
  payerOf,
  paymentById,
  paymentRefusal,
  type Refund,
  refundsOf,
} from '../../programmes/index.ts';
import { readAmount, typedAmount } from '../paying/amount.ts';
import { type Sign, signsFrom } from '../paying/sign.ts';
import { SignView } from '../paying/sign-view.tsx';
import { PAYING } from '../paying/words.ts';
import type { Site } from '../site.ts';
import { moneyText, TillPage, type TillView, tillAddress, tillView } from './view.tsx';
import { TILL } from './words.ts';

const Params = Type.Object({ shop: Type.String({ format: 'uuid' }), id: Type.String({ format: 'uuid' }) });
const WAYS = { code: TILL.wayCode, scan: TILL.wayScan, note: TILL.wayNote };

/** One payment at a till: its sign while it is fresh, what it was, and giving it back. */
export function paymentRoutes(site: Site): Route[] {
  const { gov } = site;
  const paymentOf = async (view: TillView, id: string): Promise<Payment> => {
    const payment = await paymentById(gov.db, view.shop.id, id.toLowerCase());
    if (!payment) throw new AppError('not-found', TILL.noPayment);
    return payment;
  };
  return [
    route({
      method: 'GET',
      path: '/till/:shop/payments/:id/sign',
      audience: 'resident',
      summary: 'The sign of a payment that was just made; later, the payment',
      params: Params,
      async handle(call) {
        const view = await tillView(site, call, call.params.shop);
        const payment = await paymentOf(view, call.params.id);
        const [sign, ...later] = signsFrom(payment, gov.clock.now());
        if (!sign) return redirect(tillAddress(view, `payments/${payment.id}`));
        return page(renderPage(<SignPage view={view} payment={payment} signs={[sign, ...later]} />));
      },
    }),
    route({
      method: 'GET',
      path: '/till/:shop/payments/:id',
      audience: 'resident',
      summary: 'A payment, and what was given back of it',
      params: Params,
      query: Type.Object({ refunded: Type.Optional(Type.String({ format: 'uuid' })) }),
      async handle(call) {
        const view = await tillView(site, call, call.params.shop);
        return showPayment(view, await paymentOf(view, call.params.id), { refunded: call.query.refunded });
      },
    }),
    route({
      method: 'POST',
      path: '/till/:shop/payments/:id/refunds',
      audience: 'resident',
      summary: 'Gives a part or all of a payment back',
      params: Params,
      body: Type.Object({
        amount: Type.Optional(Type.String({ maxLength: 40 })),
        key: Type.String({ minLength: 1, maxLength: 100 }),
      }),
      async handle(call) {
        const view = await tillView(site, call, call.params.shop);
        const payment = await paymentOf(view, call.params.id);
        const { amount: typed = '', key } = call.body;
        const amount = readAmount(typed, gov.pack.currency);
        if (amount === undefined) return showPayment(view, payment, { typed, problem: TILL.amountOfDigits }, 422);
        const wish = { shop: view.shop.id, payment: payment.id, amount, clerk: call.caller.person, key };
        try {
          const { id } = await payerOf(gov).refund(wish);
          return redirect(tillAddress(view, `payments/${payment.id}?refunded=${id}`));
        } catch (error) {
          if (!paymentRefusal(error)) throw error;
          const { detail, status } = error as AppError;
          return showPayment(view, await paymentOf(view, payment.id), { typed, problem: detail as Text }, status);
        }
      },
    }),
  ];
}

function SignPage({ view, payment, signs }: { view: TillView; payment: Payment; signs: readonly [Sign, ...Sign[]] }) {
  const { locale, gov } = view;
  return (
    <TillPage view={view} title={PAYING.paid[locale]}>
      <SignView
        locale={locale}
        signs={signs}
        now={gov.clock.now()}
        title={PAYING.paid[locale]}
        amount={moneyText(view, payment.amount)}
      >
        <a class="govuk-button" href={tillAddress(view)} data-swap>
          {TILL.nextCustomer[locale]}
        </a>
        <a class="govuk-button govuk-button--secondary" href={tillAddress(view, `payments/${payment.id}`)}>
          {TILL.details[locale]}
        </a>
      </SignView>
    </TillPage>
  );
}

interface Shown {
  /** The refund that was just made. */
  refunded?: string | undefined;
  typed?: string;
  problem?: Text;
}

async function showPayment(view: TillView, payment: Payment, shown: Shown, status = 200): Promise<Response> {
  const [refunds, clerks] = await Promise.all([refundsOf(view.gov.db, payment), clerksOf(view.gov.db, payment.shop)]);
  const props = { view, payment, refunds, clerks, ...shown };
  return page(renderPage(<PaymentPage {...props} />), status);
}

interface PaymentProps extends Shown {
  view: TillView;
  payment: Payment;
  refunds: readonly Refund[];
  clerks: readonly Clerk[];
}

function PaymentPage({ view, payment, refunds, clerks, refunded, typed, problem }: PaymentProps) {
  const { locale, gov } = view;
  const zone = gov.pack.timeZone;
  const nameOf = (person: string) => clerks.find((clerk) => clerk.person === person)?.name ?? '—';
  const done = refunds.find(({ id }) => id === refunded?.toLowerCase());
  const at = (instant: Date) => <DateText locale={locale} iso={instant.toISOString()} zone={zone} form="time" />;
  const error = problem?.[locale];
  return (
    <TillPage
      view={view}
      title={TILL.payment[locale]}
      failed={Boolean(error)}
      back={{ href: tillAddress(view, 'today'), text: TILL.today[locale] }}
    >
      {error && <ErrorSummary locale={locale} errors={[{ text: error, href: '#amount' }]} />}
      {done && (
        <NotificationBanner
          locale={locale}
          tone="success"
          heading={say(TILL.refundDone, locale, { amount: moneyText(view, done.amount) })}
        />
      )}
      <Heading caption={TILL.payment[locale]}>{moneyText(view, payment.amount)}</Heading>
      <SummaryList
        locale={locale}
        rows={[
          { key: PAYING.paidAt[locale], value: at(payment.paidAt) },
          {
            key: PAYING.programme[locale],
            value: gov.pack.programmes.get(payment.programme)?.title[locale] ?? payment.programme,
          },
          { key: PAYING.way[locale], value: WAYS[payment.way][locale] },
          { key: TILL.clerkOf[locale], value: payment.clerk ? nameOf(payment.clerk) : TILL.byCustomer[locale] },
          ...(payment.refunded > 0
            ? [{ key: TILL.refundedSoFar[locale], value: moneyText(view, payment.refunded) }]
            : []),
          {
            key: PAYING.receipt[locale],
            value: (
              <a class="govuk-link" href={`/receipts/${payment.entry}`}>
                {PAYING.seeReceipt[locale]}
              </a>
            ),
          },
        ]}
      />
      {refunds.length > 0 && (
        <Table
          id="refunds"
          caption={TILL.refunds[locale]}
          captionSize="m"
          narrow="cards"
          columns={[
            { header: TILL.at[locale] },
            { header: TILL.clerkOf[locale] },
            { header: PAYING.amount[locale], numeric: true },
          ]}
          rows={refunds.map((refund) => [at(refund.refundedAt), nameOf(refund.clerk), moneyText(view, refund.amount)])}
        />
      )}
      <RefundForm view={view} payment={payment} typed={typed} error={error} />
    </TillPage>
  );
}

interface RefundProps {
  view: TillView;
  payment: Payment;
  typed: string | undefined;
  error: string | undefined;
}

function RefundForm({ view, payment, typed, error }: RefundProps) {
  const { locale, gov, clerk } = view;
  const left = payment.amount - payment.refunded;
  const most = Math.min(left, clerk.mostRefund);
  const money = (amount: number) => ({ most: moneyText(view, amount) });
  if (left === 0) return <InsetText>{TILL.allRefunded[locale]}</InsetText>;
  return (
    <Section id="refund" title={TILL.refundTitle[locale]}>
      {clerk.mostRefund === 0 ? (
        <InsetText>{TILL.mayNotRefund[locale]}</InsetText>
      ) : (
        <form action={tillAddress(view, `payments/${payment.id}/refunds`)} method="post" noValidate>
          <input type="hidden" name="key" value={randomSecret(16)} />
          <TextInput
            locale={locale}
            name="amount"
            label={TILL.refundAmount[locale]}
            hint={say(most < left ? TILL.refundLimit : TILL.refundHint, locale, money(most))}
            value={typed ?? typedAmount(most, gov.pack.currency)}
            width={10}
            inputMode={gov.pack.currency.decimals > 0 ? 'decimal' : 'numeric'}
            autoComplete="off"
            {...(error && { error })}
          />
          <Button variant="warning">{TILL.refund[locale]}</Button>
        </form>
      )}
    </Section>
  );
}
