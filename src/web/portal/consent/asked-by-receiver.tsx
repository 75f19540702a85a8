import { Type } from 'typebox';
import { Heading, Layout, Link, type PageContext, Paragraph, renderPage } from '../../../design/index.ts';
import { beginConsent, consentPath, decidedPath, endConsent } from '../../../exchange/index.ts';
import { page, type Route, redirect, route, type Text } from '../../../kernel/index.ts';
import { pageContext, type Site } from '../../site.ts';

const Uid = Type.Object({ uid: Type.String({ pattern: '^[\\w-]{1,100}$' }) });

/** Where those come in and go out who are asked for data by a receiver; between them lies the page of the consent. */
export function askedByReceiverRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: consentPath(':uid'),
      audience: 'resident',
      summary: 'What a receiver asks for, on its way to the page where its person decides',
      params: Uid,
      handle: async ({ caller, request, params }) =>
        redirect(await beginConsent(gov, request, params.uid, caller.person)),
    }),
    route({
      method: 'GET',
      path: decidedPath(':uid'),
      audience: 'resident',
      summary: 'Back to the receiver, once somebody has decided',
      params: Uid,
      async handle(call) {
        const { caller, request, params } = call;
        const on = URL.parse(await endConsent(gov, request, params.uid, caller.person), site.origin())!;
        const href = on.pathname + on.search;
        // By a page: a form's own way on would have to stay on this site.
        const shown = page(renderPage(<GoOn context={await pageContext(site, call)} href={href} />));
        shown.headers.set('refresh', `0; url=${href}`);
        return shown;
      },
    }),
  ];
}

const WORDS = {
  back: {
    'zh-Hant': '正在回到提出要求的網站',
    ko: '요청한 곳으로 돌아가는 중이에요',
    en: 'Going back to where you came from',
  },
  help: {
    'zh-Hant': '如果沒有自動前往，請按下方連結。',
    ko: '자동으로 이동하지 않으면 아래를 눌러 주세요.',
    en: 'If that does not happen by itself, follow the link.',
  },
  goOn: { 'zh-Hant': '繼續', ko: '계속하기', en: 'Go on' },
} satisfies Record<string, Text>;

function GoOn({ context, href }: { context: PageContext; href: string }) {
  const { locale } = context;
  return (
    <Layout context={context} title={WORDS.back[locale]}>
      <Heading>{WORDS.back[locale]}</Heading>
      <Paragraph>{WORDS.help[locale]}</Paragraph>
      <Paragraph>
        <Link href={href}>{WORDS.goOn[locale]}</Link>
      </Paragraph>
    </Layout>
  );
}
