import { Type } from 'typebox';
import { Heading, Layout, type PageContext, Paragraph, QrCode, renderPage } from '../../../design/index.ts';
import { AppError, formatTime, page, type Route, redirect, route, say } from '../../../kernel/index.ts';
import type { Government, Programme } from '../../../pack/index.ts';
import { CODE_LIFE, codeNow, groupedNumber, type ShownCode, showCode } from '../../../programmes/index.ts';
import { PAYING } from '../../paying/words.ts';
import { pageContext, type Site } from '../../site.ts';
import { deviceOfCall, withHeaders } from './shared.tsx';
import { PAY } from './words.ts';

const Params = Type.Object({ programme: Type.String({ pattern: '^[a-z0-9-]{1,60}$' }) });

/** The code that somebody shows at a till, until it has been taken. Each look at the page makes a new one. */
export function codeRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/pay/:programme',
      audience: 'resident',
      summary: 'Shows a new code to pay with once; the one before is worth nothing any more',
      params: Params,
      async handle(call) {
        const programme = programmeOf(gov, call.params.programme);
        const { hash, headers } = deviceOfCall(gov, call);
        const [context, code] = await Promise.all([
          pageContext(site, call),
          showCode(gov, { person: call.caller.person, programme: programme.id, device: hash }),
        ]);
        const html = renderPage(<CodePage gov={gov} context={context} programme={programme} code={code} />);
        return withHeaders(page(html), headers);
      },
    }),
    route({
      method: 'GET',
      path: '/pay/:programme/taken',
      audience: 'resident',
      summary: 'Whether the code that was shown last has been taken: then leads to the payment',
      params: Params,
      async handle(call) {
        const programme = programmeOf(gov, call.params.programme);
        const { payment } = await codeNow(gov, { person: call.caller.person, programme: programme.id });
        if (payment) return redirect(`/pay/paid/${payment.shop}/${payment.id}`);
        return page(renderPage(<NotYet context={await pageContext(site, call)} programme={programme} />));
      },
    }),
  ];
}

function programmeOf({ pack }: Government, id: string): Programme {
  const programme = pack.programmes.get(id);
  if (!programme) throw new AppError('not-found', PAY.noProgramme);
  return programme;
}

interface CodeProps {
  gov: Government;
  context: PageContext;
  programme: Programme;
  code: ShownCode;
}

/** Nothing here says what the person has: whoever stands at the till looks on. */
function CodePage({ gov, context, programme, code }: CodeProps) {
  const { locale } = context;
  const here = `/pay/${programme.id}`;
  const time = formatTime(code.expiresAt, locale, gov.pack.timeZone);
  return (
    <Layout
      context={context}
      title={PAY.codeTitle[locale]}
      scripts={['paying']}
      back={{ href: '/pay', text: PAY.pay[locale] }}
    >
      <div class="md-show" data-wait={`${here}/taken`} data-away={PAYING.away[locale]}>
        <h1 class="md-show__title">{programme.title[locale]}</h1>
        <div class="md-show__code">
          <QrCode value={code.qr} label={PAY.codeQr[locale]} />
          <p class="md-show__number">
            <span class="govuk-visually-hidden">{PAY.codeNumber[locale]} </span>
            {groupedNumber(code.number)}
          </p>
          <div
            class="md-show__left"
            data-until={code.expiresAt.toISOString()}
            data-now={gov.clock.now().toISOString()}
            data-left={PAY.secondsLeft[locale]}
          >
            <progress
              class="md-show__bar"
              max={CODE_LIFE / 1_000}
              value={CODE_LIFE / 1_000}
              aria-label={PAY.timeLeft[locale]}
            />
            <p data-code-left>{say(PAY.goodUntil, locale, { time })}</p>
          </div>
        </div>
        <div class="md-show__ways">
          <a class="govuk-button govuk-button--secondary" href={here} data-swap>
            {PAY.newCode[locale]}
          </a>
        </div>
        <Paragraph>{PAY.codeHelp[locale]}</Paragraph>
        <p class="md-show__said" role="status" data-wait-said />
        <p data-wait-again>
          <a class="govuk-link" href={`${here}/taken`}>
            {PAYING.lookAgain[locale]}
          </a>
        </p>
      </div>
    </Layout>
  );
}

/** For whoever looks by hand; the island only reads that there is something to wait for. */
function NotYet({ context, programme }: { context: PageContext; programme: Programme }) {
  const { locale } = context;
  return (
    <Layout context={context} title={PAY.notPaidYet[locale]} back={{ href: '/pay', text: PAY.pay[locale] }}>
      <div data-wait={`/pay/${programme.id}/taken`}>
        <Heading caption={programme.title[locale]}>{PAY.notPaidYet[locale]}</Heading>
        <Paragraph>{PAY.notPaidYetHelp[locale]}</Paragraph>
        <div class="govuk-button-group">
          <a class="govuk-button" href={`/pay/${programme.id}/taken`}>
            {PAYING.lookAgain[locale]}
          </a>
          <a class="govuk-button govuk-button--secondary" href={`/pay/${programme.id}`}>
            {PAY.newCode[locale]}
          </a>
        </div>
      </div>
    </Layout>
  );
}
