import {
  ButtonLink,
  Card,
  CardGrid,
  EmptyState,
  Heading,
  Layout,
  Paragraph,
  renderPage,
} from '../../../design/index.ts';
import { page, type Route, route, say } from '../../../kernel/index.ts';
import { walletsOf } from '../../../programmes/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { moneyIn } from './shared.tsx';
import { PAY } from './words.ts';

/** What somebody can pay with, and the two ways of paying. */
export function chooseRoute(site: Site): Route {
  const { gov } = site;
  return route({
    method: 'GET',
    path: '/pay',
    audience: 'resident',
    summary: 'What one can pay with: shows a code of each, or scans a shop',
    async handle(call) {
      const [context, wallets] = await Promise.all([pageContext(site, call), walletsOf(gov, call.caller.person)]);
      const { locale } = context;
      const filled = wallets.filter(({ balance }) => balance > 0);
      return page(
        renderPage(
          <Layout context={context} title={PAY.pay[locale]}>
            <Heading>{PAY.pay[locale]}</Heading>
            <Paragraph>{PAY.payHelp[locale]}</Paragraph>
            {filled.length === 0 ? (
              <EmptyState locale={locale} title={PAY.nothing[locale]}>
                <p>{PAY.nothingHelp[locale]}</p>
                <ButtonLink href="/vouchers">{PAY.toVouchers[locale]}</ButtonLink>
              </EmptyState>
            ) : (
              <>
                <CardGrid>
                  {filled.map(({ programme, balance }) => (
                    <Card
                      key={programme.id}
                      href={`/pay/${programme.id}`}
                      title={programme.title[locale]}
                      level={2}
                      meta={PAY.showMine[locale]}
                    >
                      <p>{say(PAY.balanceNow, locale, { amount: moneyIn(gov, locale, balance) })}</p>
                    </Card>
                  ))}
                </CardGrid>
                <ButtonLink href="/pay/scan">{PAY.scanShop[locale]}</ButtonLink>
              </>
            )}
          </Layout>,
        ),
      );
    },
  });
}
