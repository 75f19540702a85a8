import { Type } from 'typebox';
import {
  EmptyState,
  ErrorSummary,
  Heading,
  InsetText,
  Layout,
  Link,
  Money,
  NotificationBanner,
  type PageContext,
  Paragraph,
  renderPage,
  Section,
  Table,
  Tag,
} from '../../../design/index.ts';
import { type Locale, page, provedLately, type Route, redirect, route, say, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { payAnew, titleOfPayout, UNPAID_PAGE, type Unpaid, unpaidOf } from '../../../programmes/index.ts';
import { whatToCorrect } from '../../problem.tsx';
import { ProveFirst } from '../../proof/prove-first.tsx';
import { pageContext, type Site } from '../../site.ts';
import { PAYOUT_STATE } from '../../statements/payout-words.ts';
import { endingOf, seenUnpaid, UnpaidBody, UnpaidForm, type UnpaidSeen } from '../../taking/unpaid.tsx';
import { UNPAID } from '../../taking/unpaid-words.ts';
import type { ResidentCall } from './params.ts';
import { moneyIn } from './view.ts';
import { VOUCHERS } from './words.ts';

/** What banks could not pay to a person: why, and another account for it. */
export function unpaidRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: UNPAID_PAGE,
      audience: 'resident',
      summary: 'What a bank could not pay to me, and what was paid again',
      query: Type.Object({ done: Type.Optional(Type.Literal('yes')) }),
      handle: (call) => show(site, call, { done: call.query.done !== undefined }),
    }),
    route({
      method: 'POST',
      path: UNPAID_PAGE,
      audience: 'resident',
      provedLately: true,
      summary: 'Has it paid again, to another account, once',
      body: UnpaidBody,
      async handle(call) {
        const { account: typed = '', payout: payouts } = call.body;
        try {
          await payAnew(gov, { person: call.caller.person, payouts, bankAccount: typed });
        } catch (error) {
          return show(site, call, { typed, problem: whatToCorrect(error) });
        }
        return redirect(`${UNPAID_PAGE}?done=yes`);
      },
    }),
  ];
}

interface Shown {
  done?: boolean;
  typed?: string;
  problem?: Text;
}

async function show(site: Site, call: ResidentCall, shown: Shown): Promise<Response> {
  const { gov } = site;
  const unpaid = await seenUnpaid(gov, await unpaidOf(gov.db, call.caller.person));
  const context = await pageContext(site, call);
  const proved = provedLately(call.caller, gov.clock.now());
  return page(renderPage(<UnpaidPage {...{ gov, context, unpaid, proved, ...shown }} />), shown.problem ? 422 : 200);
}

type PageProps = Shown & { gov: Government; context: PageContext; unpaid: readonly UnpaidSeen[]; proved: boolean };

function UnpaidPage({ gov, context, unpaid, proved, done, typed, problem }: PageProps) {
  const { locale } = context;
  const waiting = unpaid.filter(({ again }) => !again);
  const errors = problem ? [{ text: problem[locale], href: '#account' }] : [];
  return (
    <Layout
      context={context}
      title={UNPAID.title[locale]}
      back={{ href: '/vouchers', text: VOUCHERS.title[locale] }}
      failed={errors.length > 0}
    >
      <ErrorSummary locale={locale} errors={errors} />
      {done && <NotificationBanner locale={locale} tone="success" heading={UNPAID.done[locale]} />}
      <Heading>{UNPAID.title[locale]}</Heading>
      {unpaid.length === 0 && (
        <EmptyState locale={locale} title={UNPAID.none[locale]}>
          <p>{UNPAID.noneHelp[locale]}</p>
        </EmptyState>
      )}
      {waiting.length > 0 && (
        <>
          <Paragraph>{UNPAID.lead[locale]}</Paragraph>
          <UnpaidForm {...{ gov, locale, unpaid: waiting, typed, error: problem?.[locale] }} action={UNPAID_PAGE}>
            {!proved && <ProveFirst locale={locale} here={UNPAID_PAGE} />}
          </UnpaidForm>
        </>
      )}
      <PaidAnew gov={gov} locale={locale} unpaid={unpaid} />
    </Layout>
  );
}

function PaidAnew({ gov, locale, unpaid }: { gov: Government; locale: Locale; unpaid: readonly UnpaidSeen[] }) {
  const { currency } = gov.pack;
  const rows = unpaid.flatMap(({ failed, amount, paidAnew, bankAccount, entry }) =>
    paidAnew
      ? [
          [
            titleOfPayout(gov, failed)[locale],
            <Money locale={locale} minor={amount} currency={currency} />,
            endingOf(bankAccount!, locale),
            <Tag tone={PAYOUT_STATE[paidAnew.state].tone}>{PAYOUT_STATE[paidAnew.state].text[locale]}</Tag>,
            <Link href={`/receipts/${entry}`}>{UNPAID.seeProof[locale]}</Link>,
          ],
        ]
      : [],
  );
  if (rows.length === 0) return null;
  return (
    <Section id="paid-again" title={UNPAID.anew[locale]}>
      <Table
        id="anew"
        caption={UNPAID.anew[locale]}
        captionHidden
        rowHeaders
        narrow="cards"
        columns={[
          { header: UNPAID.what[locale] },
          { header: UNPAID.amount[locale], numeric: true },
          { header: UNPAID.newAccount[locale] },
          { header: UNPAID.state[locale] },
          { header: UNPAID.proof[locale] },
        ]}
        rows={rows}
      />
    </Section>
  );
}

/** That something came back, with the way to name another account; nothing where there is nothing. */
export function UnpaidNotice({ gov, locale, unpaid }: { gov: Government; locale: Locale; unpaid: readonly Unpaid[] }) {
  const sum = unpaid.reduce((total, { again, amount }) => (again ? total : total + amount), 0);
  if (sum === 0) return null;
  return (
    <InsetText>
      <strong>{say(UNPAID.notice, locale, { amount: moneyIn(gov, locale)(sum) })}</strong>{' '}
      <Link href={UNPAID_PAGE}>{UNPAID.give[locale]}</Link>
    </InsetText>
  );
}
