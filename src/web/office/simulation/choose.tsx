import type { ComponentChildren } from 'preact';
import {
  Button,
  DateText,
  Form,
  Heading,
  Link,
  NotificationBanner,
  OfficeLayout,
  type PageContext,
  Paragraph,
  Radios,
  Section,
  Select,
  Table,
  Tag,
} from '../../../design/index.ts';
import { type Locale, say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { type OwnPopulation, policiesOf, SIZES } from '../../../services/index.ts';
import { numberText, peopleText } from './numbers.ts';
import { COST } from './words.ts';

export interface ChoosePageProps {
  gov: Government;
  context: PageContext;
  files: readonly OwnPopulation[];
  /** A file was deleted just now. */
  hasDeleted: boolean;
}

/** Which policy, for whom: the pack's made-up people, or a file of one's own. */
export function ChoosePage({ gov, context, files, hasDeleted }: ChoosePageProps) {
  const { locale } = context;
  return (
    <OfficeLayout context={context} title={COST.title[locale]} scripts={['office']}>
      {hasDeleted && <NotificationBanner locale={locale} tone="success" heading={COST.deleted[locale]} />}
      <Heading>{COST.title[locale]}</Heading>
      <Paragraph>{COST.lead[locale]}</Paragraph>
      <Form action="/office/simulation/result" method="get">
        <PolicySelect gov={gov} locale={locale} id="policy" />
        <Radios
          locale={locale}
          name="population"
          label={COST.population[locale]}
          value={String(SIZES[1])}
          items={SIZES.map((size, at) => ({
            value: String(size),
            text: say(COST.synthetic, locale, { n: numberText(size) }),
            hint: [COST.syntheticNow, COST.syntheticSeconds, COST.syntheticMinute][at]![locale],
          }))}
        />
        <Button>{COST.workOut[locale]}</Button>
      </Form>
      <Section id="own" title={COST.ownTitle[locale]}>
        <Paragraph>{COST.ownLead[locale]}</Paragraph>
        <Form action="/office/simulation/file" method="get">
          <PolicySelect gov={gov} locale={locale} id="own-policy" />
          <Button variant="secondary">{COST.ownGo[locale]}</Button>
        </Form>
      </Section>
      {files.length > 0 && (
        <Section id="files" title={COST.myFiles[locale]}>
          <Table
            id="files-table"
            caption={COST.myFiles[locale]}
            captionHidden
            narrow="cards"
            dense
            rowHeaders
            columns={[COST.file, COST.policy, COST.people, COST.state, COST.keptUntil].map((header) => ({
              header: header[locale],
            }))}
            rows={files.map((file) => fileRow(gov, locale, file))}
          />
        </Section>
      )}
    </OfficeLayout>
  );
}

/** Every policy by its name in the reader's language. */
function PolicySelect({ gov, locale, id }: { gov: Government; locale: Locale; id: string }) {
  const options = policiesOf(gov.pack)
    .map(({ service }) => ({ value: service.id, text: service.title[locale] }))
    .sort((a, b) => a.text.localeCompare(b.text, locale));
  return <Select locale={locale} name="service" id={id} label={COST.policy[locale]} options={options} />;
}

const STATES = {
  arriving: { tone: 'neutral', text: COST.checking },
  checking: { tone: 'info', text: COST.checking },
  ready: { tone: 'success', text: COST.ready },
  refused: { tone: 'danger', text: COST.refused },
} as const;

/** Each cell holds one element: on a narrow screen a cell is a grid of its header and that. */
function fileRow(gov: Government, locale: Locale, file: OwnPopulation): ComponentChildren[] {
  const { tone, text } = STATES[file.state];
  return [
    <Link href={`/office/simulation/populations/${file.id}`}>{file.fileName}</Link>,
    <span>{gov.pack.services.get(file.service)?.title[locale] ?? file.service}</span>,
    <span>{peopleText(file.rowsKept, locale)}</span>,
    <Tag tone={tone}>{text[locale]}</Tag>,
    <DateText locale={locale} iso={file.expiresAt.toISOString()} zone={gov.pack.timeZone} form="short" />,
  ];
}
