import { Heading, OfficeLayout, type PageContext, Paragraph, ProgressBar } from '../../../design/index.ts';
import { say, type Text } from '../../../kernel/index.ts';
import { numberText } from './numbers.ts';
import { COST } from './words.ts';

/** How often the page renews itself where there is no script, in seconds. */
const RENEWAL = 2;

export interface WaitingPageProps {
  context: PageContext;
  caption: string;
  title: Text;
  /** What has been done so far; undefined where how much there is to do is not known. */
  progress: { text: string; done: number; of: number };
}

/** Something takes a while. The page renews itself until it is done: by a script, and without one by itself. */
export function WaitingPage({ context, caption, title, progress }: WaitingPageProps) {
  const { locale } = context;
  const { text, done, of } = progress;
  const percent = of > 0 ? Math.floor((done / of) * 100) : 0;
  return (
    <OfficeLayout
      context={context}
      title={title[locale]}
      service={COST.title[locale]}
      scripts={['simulation']}
      back={{ href: '/office/simulation', text: COST.changePolicy[locale] }}
    >
      <noscript>
        <meta http-equiv="refresh" content={String(RENEWAL)} />
      </noscript>
      <Heading caption={caption}>{title[locale]}</Heading>
      <div data-renew>
        <ProgressBar id="progress" label={text} value={done} max={Math.max(of, 1)} />
      </div>
      <p class="govuk-visually-hidden" role="status" data-said data-percent={percent}>
        {say(COST.percentDone, locale, { n: percent })}
      </p>
      <Paragraph size="s">{COST.waitHint[locale]}</Paragraph>
    </OfficeLayout>
  );
}

/** So many people of so many. */
export const peopleDone = (done: number, of: number, locale: PageContext['locale']): string =>
  say(COST.progress, locale, { done: numberText(done), of: numberText(of) });
