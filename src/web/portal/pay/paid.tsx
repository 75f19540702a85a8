import { Type } from 'typebox';
import {
  ButtonLink,
  DateText,
  Heading,
  Layout,
  type PageContext,
  renderPage,
  SummaryList,
} from '../../../design/index.ts';
import { AppError, page, type Route, route } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { type Payment, type PublicShop, paymentById, shopById } from '../../../programmes/index.ts';
import { signsFrom } from '../../paying/sign.ts';
import { SignView } from '../../paying/sign-view.tsx';
import { PAYING } from '../../paying/words.ts';
import { pageContext, type Site } from '../../site.ts';
import { moneyIn } from './shared.tsx';
import { PAY } from './words.ts';

const Params = Type.Object({ shop: Type.String({ format: 'uuid' }), id: Type.String({ format: 'uuid' }) });

/** What somebody has paid: while it is fresh, with the sign that the till shows, too. */
export function paidRoute(site: Site): Route {
  const { gov } = site;
  return route({
    method: 'GET',
    path: '/pay/paid/:shop/:id',
    audience: 'resident',
    summary: "A payment of one's own: its sign while it is fresh, and its proof",
    params: Params,
    query: Type.Object({ details: Type.Optional(Type.Literal('yes')) }),
    async handle(call) {
      const [shopId, id] = [call.params.shop.toLowerCase(), call.params.id.toLowerCase()];
      const [context, payment, shop] = await Promise.all([
        pageContext(site, call),
        paymentById(gov.db, shopId, id),
        shopById(gov.db, shopId),
      ]);
      if (payment?.person !== call.caller.person) throw new AppError('not-found', PAY.noPayment);
      const props = { gov, context, payment, shop };
      return page(renderPage(call.query.details ? <Details {...props} /> : <Paid {...props} />));
    },
  });
}

interface PaidProps {
  gov: Government;
  context: PageContext;
  payment: Payment;
  /** Undefined where it takes part no more. */
  shop: PublicShop | undefined;
}

function Paid(props: PaidProps) {
  const { gov, context, payment, shop } = props;
  const { locale } = context;
  const now = gov.clock.now();
  const [sign, ...later] = signsFrom(payment, now);
  if (!sign) return <Details {...props} />;
  return (
    <Layout context={context} title={PAYING.paid[locale]} scripts={['paying']}>
      <SignView
        locale={locale}
        signs={[sign, ...later]}
        now={now}
        title={PAYING.paid[locale]}
        amount={moneyIn(gov, locale, payment.amount)}
        shop={shop?.name}
      >
        <ButtonLink href={`/pay/paid/${payment.shop}/${payment.id}?details=yes`}>{PAY.done[locale]}</ButtonLink>
      </SignView>
    </Layout>
  );
}

function Details({ gov, context, payment, shop }: PaidProps) {
  const { locale } = context;
  const { title } = gov.pack.programmes.get(payment.programme) ?? {};
  return (
    <Layout context={context} title={PAYING.paid[locale]} back={{ href: '/pay', text: PAY.pay[locale] }}>
      <Heading caption={shop?.name}>{moneyIn(gov, locale, payment.amount)}</Heading>
      <SummaryList
        locale={locale}
        rows={[
          {
            key: PAYING.paidAt[locale],
            value: <DateText locale={locale} iso={payment.paidAt.toISOString()} zone={gov.pack.timeZone} form="time" />,
          },
          ...(shop ? [{ key: PAYING.shop[locale], value: `${shop.name} (${shop.number})` }] : []),
          { key: PAYING.programme[locale], value: title?.[locale] ?? payment.programme },
          ...(payment.refunded > 0
            ? [{ key: PAY.refundedSoFar[locale], value: moneyIn(gov, locale, payment.refunded) }]
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
      <ButtonLink href="/pay" variant="secondary">
        {PAY.payMore[locale]}
      </ButtonLink>
    </Layout>
  );
}
