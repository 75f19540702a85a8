import { Heading, Mark, Paragraph, QrCode, renderPage } from '../../design/index.ts';
import { LANGUAGE_TAG, LOCALES, page, type Route, route, say } from '../../kernel/index.ts';
import { shopCode } from '../../programmes/index.ts';
import type { Site } from '../site.ts';
import { ShopParams } from './amount.tsx';
import { TillPage, tillView } from './view.tsx';
import { TILL } from './words.ts';

/** The shop's code without an amount, to be printed on A5 and put beside the till. */
export function shopCodeRoute(site: Site): Route {
  return route({
    method: 'GET',
    path: '/till/:shop/code',
    audience: 'resident',
    summary: "The shop's own code for customers to scan, to be printed",
    params: ShopParams,
    async handle(call) {
      const view = await tillView(site, call, call.params.shop);
      const { gov, locale, shop } = view;
      return page(
        renderPage(
          <TillPage view={view} title={TILL.printTitle[locale]}>
            <div class="md-shop-code-page">
              <div class="md-shop-code__help">
                <Heading>{TILL.printTitle[locale]}</Heading>
                <Paragraph>{TILL.printHelp[locale]}</Paragraph>
                <button class="govuk-button" type="button" data-print>
                  {TILL.print[locale]}
                </button>
              </div>
              <article class="md-shop-code" aria-label={shop.name}>
                <p class="md-shop-code__head">
                  <Mark brand={view.context.brand} /> {gov.pack.title[gov.pack.locale]}
                </p>
                <p class="md-shop-code__shop">{shop.name}</p>
                <QrCode value={shopCode(gov, shop)} label={TILL.printTitle[locale]} />
                {LOCALES.map((one) => (
                  <p class="md-shop-code__say" lang={LANGUAGE_TAG[one]} key={one}>
                    <strong>{TILL.scanToPay[one]}</strong> {say(TILL.orNumber, one, { number: shop.number })}
                  </p>
                ))}
              </article>
            </div>
          </TillPage>,
        ),
      );
    },
  });
}
