import { Heading, InsetText, Layout, type PageContext, renderPage } from '../../design/index.ts';
import { WALLET } from './words.ts';

/**
 * The page of the wallet: a place for its island, and nothing that depends on who asks. What somebody holds is on their device,
 * and what a link says stands behind its `#`, which no server sees.
 */
export function walletPage(context: PageContext): string {
  const { person: _, signInHref: __, ...bare } = context;
  const { locale } = context;
  return renderPage(
    <Layout
      context={{ ...bare, nav: [], footer: [] }}
      title={WALLET.title[locale]}
      service={WALLET.shortTitle[locale]}
      scripts={['wallet']}
    >
      <div data-wallet={locale}>
        <noscript>
          <Heading>{WALLET.title[locale]}</Heading>
          <InsetText>{WALLET.noScript[locale]}</InsetText>
        </noscript>
      </div>
    </Layout>,
  );
}
