import { Type } from 'typebox';
import {
  ErrorSummary,
  Heading,
  Layout,
  type PageContext,
  Paragraph,
  renderPage,
  TextInput,
} from '../../../design/index.ts';
import { page, type Route, redirect, route, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { readShopCode, shopById, shopByNumber } from '../../../programmes/index.ts';
import { Camera } from '../../paying/camera.tsx';
import { pageContext, type Site } from '../../site.ts';
import { PAY } from './words.ts';

/** How the text of a merchant-presented code begins (EMVCo QRCPS-MPM): its format, version 01. */
const MERCHANT_CODE = /^000201/;

/** Reads a shop's code by camera, or takes the shop's number. */
export function scanRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/pay/scan',
      audience: 'resident',
      summary: "Scans a shop's code, or asks for its number",
      handle: async (call) => page(renderPage(<ScanPage context={await pageContext(site, call)} typed="" />)),
    }),
    route({
      method: 'POST',
      path: '/pay/scan',
      audience: 'resident',
      summary: 'Finds the shop of a code or a number, and what it asks for',
      body: Type.Object({ code: Type.Optional(Type.String({ maxLength: 1_000 })) }),
      async handle(call) {
        const typed = call.body.code ?? '';
        const found = await whomToPay(gov, typed);
        if ('address' in found) return redirect(found.address);
        const context = await pageContext(site, call);
        // The long text of a code is nothing to mend by hand.
        const shown = MERCHANT_CODE.test(typed) ? '' : typed;
        return page(renderPage(<ScanPage context={context} typed={shown} problem={found.problem} />), 422);
      },
    }),
  ];
}

/** Where a code or a number leads to, or what is wrong with it. */
async function whomToPay(gov: Government, typed: string): Promise<{ address: string } | { problem: Text }> {
  if (typed === '') return { problem: PAY.enterShop };
  if (!MERCHANT_CODE.test(typed)) {
    const shop = await shopByNumber(gov.db, typed);
    return shop ? { address: `/pay/to/${shop.id}` } : { problem: PAY.noShop };
  }
  const code = readShopCode(gov, typed);
  if ('fault' in code) {
    if (code.fault === 'foreign') return { problem: PAY.foreignCode };
    return { problem: code.fault === 'other-currency' ? PAY.otherCurrency : PAY.brokenCode };
  }
  const shop = await shopById(gov.db, code.shop);
  if (!shop) return { problem: PAY.noShop };
  return { address: `/pay/to/${shop.id}${code.request ? `?request=${code.request.id}` : ''}` };
}

function ScanPage({ context, typed, problem }: { context: PageContext; typed: string; problem?: Text }) {
  const { locale } = context;
  const error = problem?.[locale];
  return (
    <Layout
      context={context}
      title={PAY.scanShop[locale]}
      scripts={['paying']}
      failed={Boolean(error)}
      back={{ href: '/pay', text: PAY.pay[locale] }}
    >
      {error && <ErrorSummary locale={locale} errors={[{ text: error, href: '#code' }]} />}
      <Heading>{PAY.scanShop[locale]}</Heading>
      <Paragraph>{PAY.scanHelp[locale]}</Paragraph>
      <form action="/pay/scan" method="post" data-swap noValidate>
        <Camera locale={locale} into="code" wanted={MERCHANT_CODE.source} />
        <TextInput
          locale={locale}
          name="code"
          label={PAY.shopNumber[locale]}
          hint={PAY.shopNumberHint[locale]}
          value={typed}
          width={20}
          autoComplete="off"
          {...(error && { error })}
        />
        <button class="govuk-button" type="submit">
          {PAY.continue[locale]}
        </button>
      </form>
    </Layout>
  );
}
