import { Type } from 'typebox';
import {
  DateText,
  Heading,
  InsetText,
  Layout,
  Paragraph,
  renderPage,
  Section,
  SummaryList,
} from '../../../design/index.ts';
import { AppError, page, type Route, route } from '../../../kernel/index.ts';
import { ERASED, type Opening, receiptOf } from '../../../log/index.ts';
import { madeContent, type Payment, paymentById } from '../../../programmes/index.ts';
import { PAYING } from '../../paying/words.ts';
import { pageContext, type Site } from '../../site.ts';
import { PROOF } from '../proof-words.ts';
import { receiptFile } from '../receipt-file.ts';
import { Pending, Proof } from '../receipt-view.tsx';
import { moneyIn } from './shared.tsx';
import { PAY } from './words.ts';

const Params = Type.Object({ shop: Type.String({ format: 'uuid' }), id: Type.String({ format: 'uuid' }) });

/** The proof of a payment of one's own, with what was recorded. */
export function receiptRoutes(site: Site): Route[] {
  const { gov, log } = site;
  const ownPayment = async (person: string, { shop, id }: { shop: string; id: string }): Promise<Payment> => {
    const payment = await paymentById(gov.db, shop.toLowerCase(), id.toLowerCase());
    if (payment?.person !== person) throw new AppError('not-found', PAY.noPayment);
    return payment;
  };
  return [
    route({
      method: 'GET',
      path: '/pay/paid/:shop/:id/receipt',
      audience: 'resident',
      summary: "The proof of a payment of one's own, with what was recorded",
      params: Params,
      async handle(call) {
        const payment = await ownPayment(call.caller.person, call.params);
        const { entry } = payment;
        const [context, state] = await Promise.all([pageContext(site, call), receiptOf(gov.db, log, entry)]);
        const { locale } = context;
        const here = call.here.split('?')[0]!;
        const opening = openingOf(payment);
        const content = <Content locale={locale} opening={opening} payment={payment} site={site} />;
        return page(
          renderPage(
            <Layout
              context={context}
              title={PROOF.title[locale]}
              scripts={['verify']}
              back={{ href: `/pay/paid/${payment.shop}/${payment.id}?details=yes`, text: PAY.toPayment[locale] }}
            >
              <Heading>{PROOF.title[locale]}</Heading>
              <Paragraph>{PROOF.whatIsIt[locale]}</Paragraph>
              {state.state === 'pending' ? (
                <>
                  <Pending locale={locale} entry={entry} here={here} />
                  {content}
                </>
              ) : (
                <Proof
                  gov={gov}
                  locale={locale}
                  entry={entry}
                  receipt={state.receipt}
                  file={`${here}/file`}
                  opening={opening}
                  isErased={!opening}
                >
                  {content}
                </Proof>
              )}
            </Layout>,
          ),
        );
      },
    }),
    route({
      method: 'GET',
      path: '/pay/paid/:shop/:id/receipt/file',
      audience: 'resident',
      summary: "The proof of a payment of one's own as a file, with content and salt",
      params: Params,
      async handle({ caller, params }) {
        const payment = await ownPayment(caller.person, params);
        const state = await receiptOf(gov.db, log, payment.entry);
        if (state.state === 'pending') throw new AppError('unavailable', PROOF.notYet);
        return receiptFile(`payment-${payment.id}`, {
          ...state.receipt,
          ...(openingOf(payment) ?? { erased: ERASED }),
        });
      },
    }),
  ];

  /** What opens the payment's leaf; undefined once the salt is destroyed. */
  function openingOf({ entry: _, salt, ...payment }: Payment): Opening | undefined {
    return salt ? { salt, content: madeContent(gov, payment) } : undefined;
  }
}

interface ContentProps {
  locale: keyof typeof ERASED;
  opening: Opening | undefined;
  payment: Payment;
  site: Site;
}

function Content({ locale, opening, payment, site: { gov } }: ContentProps) {
  return (
    <Section id="content" title={PROOF.content[locale]}>
      {opening ? (
        <>
          <Paragraph>{PROOF.contentHelp[locale]}</Paragraph>
          <SummaryList
            locale={locale}
            rows={[
              { key: PAYING.amount[locale], value: moneyIn(gov, locale, payment.amount) },
              {
                key: PAYING.paidAt[locale],
                value: (
                  <DateText locale={locale} iso={payment.paidAt.toISOString()} zone={gov.pack.timeZone} form="time" />
                ),
              },
              {
                key: PAYING.programme[locale],
                value: gov.pack.programmes.get(payment.programme)?.title[locale] ?? payment.programme,
              },
            ]}
          />
        </>
      ) : (
        <InsetText>{ERASED[locale]}</InsetText>
      )}
    </Section>
  );
}
