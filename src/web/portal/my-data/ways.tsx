import type { ComponentChildren } from 'preact';
import {
  Button,
  CardGrid,
  EmptyState,
  ErrorSummary,
  Form,
  Heading,
  Layout,
  type PageContext,
  Paragraph,
  Section,
  VisuallyHidden,
} from '../../../design/index.ts';
import { type Answer, type Held, type Path, pathOf, pathsHeld, type Ward } from '../../../exchange/index.ts';
import { say, type Text } from '../../../kernel/index.ts';
import type { Bundle, Government } from '../../../pack/index.ts';
import { AnswerChoices, FieldChoices, heldOf } from './choices.tsx';
import { DOWNLOAD } from './download-words.ts';
import { OfField } from './of-field.tsx';
import { addressOf, whoseText } from './whose.ts';
import { MY_DATA } from './words.ts';

/** A way in which a person takes data along: what its pages say, and where they are. */
export interface Way {
  path: '/my-data/download' | '/my-data/counter' | '/my-data/locker';
  title: Text;
  lead: Text;
}

interface WayProps {
  gov: Government;
  context: PageContext;
  way: Way;
  held: Held;
  /** For whom the reader acts, where the data is not their own. */
  ward: Ward | undefined;
}

interface ChoosePageProps extends WayProps {
  /** What may go in place of data. */
  answers: readonly Answer[];
  /** Whether nothing was chosen a moment ago. */
  failed?: boolean;
  /** Above the choice. */
  children?: ComponentChildren;
}

/** First page of a way: a bundle in one touch, or field by field and answer by answer. */
export function ChoosePage({ gov, context, way, held, ward, answers, failed = false, children }: ChoosePageProps) {
  const { locale } = context;
  const paths = pathsHeld(held);
  const bundles = [...gov.pack.bundles.values()].filter(
    (bundle) => heldOf(held, pathsOfBundle(bundle)).length > 0 || (bundle.fields.length === 0 && paths.length > 0),
  );
  return (
    <Layout
      context={context}
      title={way.title[locale]}
      back={{ href: addressOf('/my-data', ward), text: whoseText(ward, locale) ?? MY_DATA.title[locale] }}
      failed={failed}
      {...(way.path === '/my-data/locker' && { scripts: ['locker'] })}
    >
      {failed && <ErrorSummary locale={locale} errors={[{ text: DOWNLOAD.nothingChosen[locale], href: '#fields' }]} />}
      <Heading size="xl" caption={whoseText(ward, locale)}>
        {way.title[locale]}
      </Heading>
      <Paragraph size="l">{way.lead[locale]}</Paragraph>
      {children}
      {paths.length === 0 && <EmptyState locale={locale} title={DOWNLOAD.nothingToTake[locale]} />}
      {bundles.length > 0 && (
        <Section id="bundles" title={DOWNLOAD.bundles[locale]}>
          <Paragraph>{DOWNLOAD.bundlesLead[locale]}</Paragraph>
          <CardGrid>
            {bundles.map((bundle) => (
              <BundleCard key={bundle.id} {...{ context, way, ward, bundle }} />
            ))}
          </CardGrid>
        </Section>
      )}
      {paths.length > 0 && (
        <Section id="fields" title={DOWNLOAD.oneByOne[locale]}>
          <Paragraph>{DOWNLOAD.oneByOneLead[locale]}</Paragraph>
          <Form action={`${way.path}/preview`}>
            <OfField ward={ward} />
            <FieldChoices {...{ gov, locale, held, paths }} chosen={[]} />
            <AnswerChoices {...{ locale, answers }} chosen={[]} />
            <Button>{DOWNLOAD.preview[locale]}</Button>
          </Form>
        </Section>
      )}
    </Layout>
  );
}

function BundleCard({
  context: { locale },
  way,
  ward,
  bundle,
}: Pick<WayProps, 'context' | 'way' | 'ward'> & { bundle: Bundle }) {
  return (
    <article class="md-card">
      <h3 class="md-card__title">{bundle.title[locale]}</h3>
      <div class="md-card__text">
        <p>{bundle.summary[locale]}</p>
      </div>
      <div class="md-card__meta">
        <Form action={`${way.path}/preview`}>
          <input type="hidden" name="bundle" value={bundle.id} />
          <OfField ward={ward} />
          <Button variant="secondary">
            {DOWNLOAD.take[locale]} <VisuallyHidden>({bundle.title[locale]})</VisuallyHidden>
          </Button>
        </Form>
      </div>
    </article>
  );
}

/** The fields of a bundle. */
export const pathsOfBundle = ({ fields }: Bundle): Path[] => fields.map(pathOf);

interface PreviewPageProps extends WayProps {
  /** What is chosen so far, as far as it is held. */
  paths: readonly Path[];
  /** What goes in place of data. */
  answers: readonly Answer[];
  /** What a bundle would have, and nobody holds. */
  missing: readonly Path[];
  title?: Text | undefined;
  /** What is done with it: the buttons. */
  children: ComponentChildren;
}

/** Second page: the values that will go, each of which may still be left out. */
export function PreviewPage(props: PreviewPageProps) {
  const { gov, context, way, held, ward, paths, answers, missing, title, children } = props;
  const { locale } = context;
  const names = missing.flatMap((path) => {
    const [registry = '', field = ''] = path.split('.');
    return gov.pack.registries.get(registry)?.fields[field]?.title[locale] ?? [];
  });
  return (
    <Layout
      context={context}
      title={DOWNLOAD.previewTitle[locale]}
      back={{ href: addressOf(way.path, ward), text: way.title[locale] }}
      {...(way.path === '/my-data/locker' && { scripts: ['locker'] })}
    >
      <Heading size="xl" caption={(title ?? way.title)[locale]}>
        {DOWNLOAD.previewTitle[locale]}
      </Heading>
      <Paragraph>{DOWNLOAD.previewLead[locale]}</Paragraph>
      {ward && <Paragraph>{whoseText(ward, locale)}</Paragraph>}
      <Form action={way.path}>
        <OfField ward={ward} />
        <FieldChoices {...{ gov, locale, held, paths }} chosen={paths} />
        <AnswerChoices {...{ locale, answers }} chosen={answers.map(({ name }) => name)} />
        {names.length > 0 && (
          <Paragraph size="s">{say(DOWNLOAD.notHeld, locale, { fields: [...new Set(names)].join(' · ') })}</Paragraph>
        )}
        {children}
      </Form>
    </Layout>
  );
}
