import { Type } from 'typebox';
import { ButtonLink, Heading, Paragraph, QrCode, renderPage } from '../../design/index.ts';
import { AppError, page, type Route, redirect, route, say } from '../../kernel/index.ts';
import { cancelRequest, type RequestToPay, requestNow, shopCode } from '../../programmes/index.ts';
import { PAYING } from '../paying/words.ts';
import type { Site } from '../site.ts';
import { moneyText, TillPage, type TillView, tillAddress, tillView } from './view.tsx';
import { TILL } from './words.ts';

const Params = Type.Object({ shop: Type.String({ format: 'uuid' }), id: Type.String({ format: 'uuid' }) });

/** A request on the screen of a till, until it is paid. */
export function requestRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/till/:shop/requests/:id',
      audience: 'resident',
      summary: 'The code of an amount; once it is paid, the sign of the payment',
      params: Params,
      async handle(call) {
        const view = await tillView(site, call, call.params.shop);
        const request = await requestNow(gov, { shop: view.shop.id, id: call.params.id.toLowerCase() });
        if (!request) throw new AppError('not-found', TILL.noRequest);
        if (request.payment) return redirect(tillAddress(view, `payments/${request.payment}/sign`));
        const shown = request.state === 'open' ? <Open view={view} request={request} /> : <Over view={view} />;
        return page(renderPage(shown));
      },
    }),
    route({
      method: 'POST',
      path: '/till/:shop/requests/:id/cancel',
      audience: 'resident',
      summary: 'Takes a request back that nobody has paid',
      params: Params,
      async handle(call) {
        const view = await tillView(site, call, call.params.shop);
        await cancelRequest(gov, { shop: view.shop.id, id: call.params.id.toLowerCase() });
        return redirect(tillAddress(view, `requests/${call.params.id.toLowerCase()}`));
      },
    }),
  ];
}

function Open({ view, request }: { view: TillView; request: RequestToPay }) {
  const { gov, locale, shop } = view;
  const amount = moneyText(view, request.amount);
  const here = tillAddress(view, `requests/${request.id}`);
  return (
    <TillPage view={view} title={TILL.waiting[locale]} back={{ href: tillAddress(view), text: TILL.newAmount[locale] }}>
      <div class="md-show" data-wait={here} data-away={PAYING.away[locale]}>
        <h1 class="md-show__title">{TILL.waiting[locale]}</h1>
        <p class="md-show__amount">{amount}</p>
        <div class="md-show__code">
          <QrCode value={shopCode(gov, shop, request)} label={say(TILL.requestQr, locale, { amount })} />
        </div>
        <Paragraph>{TILL.waitingHelp[locale]}</Paragraph>
        <p class="md-show__said" role="status" data-wait-said />
        <p data-wait-again>
          <a class="govuk-link" href={here}>
            {PAYING.lookAgain[locale]}
          </a>
        </p>
        <form action={`${here}/cancel`} method="post" data-swap>
          <button class="govuk-button govuk-button--secondary" type="submit">
            {TILL.cancel[locale]}
          </button>
        </form>
      </div>
    </TillPage>
  );
}

function Over({ view }: { view: TillView }) {
  const { locale } = view;
  return (
    <TillPage view={view} title={TILL.requestOver[locale]}>
      <Heading>{TILL.requestOver[locale]}</Heading>
      <Paragraph>{TILL.requestOverHelp[locale]}</Paragraph>
      <ButtonLink href={tillAddress(view)}>{TILL.newAmount[locale]}</ButtonLink>
    </TillPage>
  );
}
