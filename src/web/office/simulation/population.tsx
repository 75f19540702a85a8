import {
  Button,
  ButtonGroup,
  ButtonLink,
  DateText,
  ErrorSummary,
  Form,
  Heading,
  OfficeLayout,
  type PageContext,
  Paragraph,
  Section,
  SummaryList,
  Table,
} from '../../../design/index.ts';
import { say } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import type { OwnPopulation } from '../../../services/index.ts';
import { numberText, peopleText } from './numbers.ts';
import { COST } from './words.ts';

export interface PopulationPageProps {
  gov: Government;
  context: PageContext;
  file: OwnPopulation;
}

/** A file that has been checked: what it holds, what is wrong with it, and what can be done with it. */
export function PopulationPage({ gov, context, file }: PopulationPageProps) {
  const { locale } = context;
  const isReady = file.state === 'ready';
  const title = (isReady ? COST.fileReady : COST.fileRefused)[locale];
  const whole = file.problems.filter(({ line }) => line === 0);
  const rows = file.problems.filter(({ line }) => line > 0);
  return (
    <OfficeLayout
      context={context}
      title={title}
      service={COST.title[locale]}
      back={{ href: '/office/simulation', text: COST.changePolicy[locale] }}
      failed={!isReady}
    >
      <ErrorSummary
        locale={locale}
        errors={isReady ? [] : [...whole.map(({ reason }) => ({ text: reason[locale] })), ...missing(rows, locale)]}
      />
      <Heading caption={file.fileName}>{title}</Heading>
      <SummaryList locale={locale} rows={summary(gov, locale, file)} />
      {isReady ? (
        <Use file={file} locale={locale} />
      ) : (
        <ButtonLink href={`/office/simulation/file?${new URLSearchParams({ service: file.service })}`}>
          {COST.anotherFile[locale]}
        </ButtonLink>
      )}
      {rows.length > 0 && <Wrong file={file} locale={locale} />}
      <Form action={`/office/simulation/populations/${file.id}/delete`}>
        <Button variant="warning">{COST.deleteFile[locale]}</Button>
      </Form>
    </OfficeLayout>
  );
}

type Locale = PageContext['locale'];

/** Where the headers are wrong, there is nothing else to say. */
const missing = (rows: OwnPopulation['problems'], locale: Locale) =>
  rows
    .filter(({ line, column }) => line === 1 && column !== '')
    .map(({ column, reason }) => ({ text: `${column}: ${reason[locale]}` }));

function summary(gov: Government, locale: Locale, file: OwnPopulation) {
  return [
    { key: COST.policy[locale], value: gov.pack.services.get(file.service)?.title[locale] ?? file.service },
    ...(file.state === 'ready' ? [{ key: COST.kept[locale], value: peopleText(file.rowsKept, locale) }] : []),
    ...(file.rowsBad > 0 ? [{ key: COST.leftOut[locale], value: numberText(file.rowsBad) }] : []),
    ...(file.columns.length > 0 ? [{ key: COST.usedColumns[locale], value: file.columns.join(', ') }] : []),
    {
      key: COST.keptUntil[locale],
      value: <DateText locale={locale} iso={file.expiresAt.toISOString()} zone={gov.pack.timeZone} form="time" />,
    },
  ];
}

function Use({ file, locale }: { file: OwnPopulation; locale: Locale }) {
  const query = new URLSearchParams({ service: file.service, population: file.id });
  return (
    <ButtonGroup>
      <ButtonLink href={`/office/simulation/result?${query}`}>{COST.useFile[locale]}</ButtonLink>
    </ButtonGroup>
  );
}

/** The first of what is wrong, by line and column, never with the value. */
function Wrong({ file, locale }: { file: OwnPopulation; locale: Locale }) {
  const listed = file.problems.filter(({ line }) => line > 0);
  const columns = [COST.line, COST.column, COST.reason];
  return (
    <Section id="wrong" title={COST.whatIsWrong[locale]}>
      {file.rowsBad > 0 && (
        <Paragraph>
          {say(COST.moreWrong, locale, { n: numberText(file.rowsBad), shown: numberText(listed.length) })}
        </Paragraph>
      )}
      <Table
        id="wrong-table"
        caption={COST.whatIsWrong[locale]}
        captionHidden
        narrow="cards"
        dense
        rowHeaders
        columns={columns.map((header) => ({ header: header[locale] }))}
        rows={listed.map(({ line, column, reason }) => [
          <span>{numberText(line)}</span>,
          column === '' ? <span>–</span> : <code>{column}</code>,
          <span>{reason[locale]}</span>,
        ])}
      />
    </Section>
  );
}
