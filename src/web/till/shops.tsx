import { Card, CardGrid, EmptyState, Heading, Layout, Paragraph, renderPage, Tag } from '../../design/index.ts';
import { page, type Route, route } from '../../kernel/index.ts';
import { shopsOf } from '../../programmes/index.ts';
import { pageContext, type Site } from '../site.ts';
import { tillAddress } from './view.tsx';
import { TILL } from './words.ts';

/** The shops at whose till somebody stands. */
export function shopsRoute(site: Site): Route {
  const { gov } = site;
  return route({
    method: 'GET',
    path: '/till',
    audience: 'resident',
    summary: 'The shops at whose till one stands, as their owner or clerk',
    async handle(call) {
      const [context, shops] = await Promise.all([pageContext(site, call), shopsOf(gov.db, call.caller.person)]);
      const { locale } = context;
      return page(
        renderPage(
          <Layout context={context} title={TILL.tills[locale]}>
            <Heading>{TILL.tills[locale]}</Heading>
            {shops.length === 0 ? (
              <EmptyState locale={locale} title={TILL.noShops[locale]}>
                <p>{TILL.noShopsHelp[locale]}</p>
              </EmptyState>
            ) : (
              <>
                <Paragraph>{TILL.chooseShop[locale]}</Paragraph>
                <CardGrid>
                  {shops.map(({ shop, clerk }) => (
                    <Card
                      key={shop.id}
                      href={tillAddress({ shop })}
                      title={shop.name}
                      level={2}
                      eyebrow={gov.pack.shopClasses[shop.class]?.[locale]}
                      meta={
                        shop.state === 'frozen' ? (
                          <Tag tone="danger">{TILL.stopped[locale]}</Tag>
                        ) : (
                          TILL[clerk.role][locale]
                        )
                      }
                    >
                      <p>{shop.address}</p>
                    </Card>
                  ))}
                </CardGrid>
              </>
            )}
          </Layout>,
        ),
      );
    },
  });
}
