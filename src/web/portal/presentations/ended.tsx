import { ButtonLink, Heading, Layout, type PageContext, Paragraph } from '../../../design/index.ts';
import type { Locale, Text } from '../../../kernel/index.ts';
import { ASKING } from './words.ts';

/** How asking a wallet came to nothing. */
export interface Ended {
  state: 'refused' | 'false' | 'lapsed';
  why?: Text | undefined;
}

/** What each way means. */
const HELP = { refused: ASKING.refusedHelp, lapsed: ASKING.lapsedHelp, false: undefined } as const;

/** That there was no answer, or none that holds, in words. */
export function EndedText({ ended: { state, why }, locale }: { ended: Ended; locale: Locale }) {
  const help = why ?? HELP[state];
  return (
    <>
      <Heading>{ASKING[state][locale]}</Heading>
      {help && <Paragraph>{help[locale]}</Paragraph>}
    </>
  );
}

/** A page that says so, with the way to begin again. */
export function EndedPage({ context, ended, againHref }: { context: PageContext; ended: Ended; againHref: string }) {
  const { locale } = context;
  return (
    <Layout context={context} title={ASKING[ended.state][locale]}>
      <EndedText ended={ended} locale={locale} />
      <ButtonLink href={againHref}>{ASKING.startOver[locale]}</ButtonLink>
    </Layout>
  );
}
