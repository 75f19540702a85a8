import type { ComponentChildren } from 'preact';
import { Heading, Layout, type PageContext, Steps } from '../../../design/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { Journey } from '../../../services/index.ts';
import { PORTAL } from '../words.ts';

/** What each page of a journey is made from. */
export interface JourneyProps {
  gov: Government;
  context: PageContext;
  journey: Journey;
}

/** A journey with the names of the people who stand in its facts, by id. */
export interface NamedJourney extends Journey {
  names: ReadonlyMap<string, string>;
}

/** The frame of a journey's pages: where one is, and the title. */
export function JourneyLayout({
  context,
  journey,
  step,
  failed,
  children,
}: Omit<JourneyProps, 'gov'> & { step: number; failed?: boolean; children: ComponentChildren }) {
  const { locale } = context;
  const base = `/applications/${journey.application.id}`;
  const steps = [
    { text: PORTAL.stepChoose[locale], href: base },
    { text: PORTAL.stepAnswer[locale], href: `${base}/answers` },
    { text: PORTAL.stepPreview[locale] },
  ];
  const title = steps[step]!.text;
  return (
    <Layout
      context={context}
      title={`${title} – ${journey.title[locale]}`}
      service={journey.title[locale]}
      failed={failed}
    >
      <Steps locale={locale} steps={steps} current={step} />
      <Heading size="xl" caption={journey.title[locale]}>
        {title}
      </Heading>
      {children}
    </Layout>
  );
}
