import {
  Button,
  ButtonGroup,
  ButtonLink,
  Columns,
  DateText,
  EmptyState,
  ErrorSummary,
  FileUpload,
  Form,
  formatDate,
  Heading,
  Link,
  Money,
  OfficeLayout,
  type PageContext,
  Paragraph,
  Section,
  SummaryList,
  Table,
  Tag,
} from '../../../../design/index.ts';
import { type Day, formatDay, type Locale, say, type Text } from '../../../../kernel/index.ts';
import type { PayoutFile, WaitingPayouts } from '../../../../ledger/index.ts';
import type { Government, Treasury } from '../../../../pack/index.ts';
import { MOST_MB } from './upload.ts';
import { FILE_STATE, TREASURY } from './words.ts';

/** What every page of the treasury is made with. */
export interface TreasuryView {
  gov: Government;
  context: PageContext;
  treasury: Treasury;
}

/** The name of the office, above each of its pages. */
export const officeOf = ({ gov, context, treasury }: TreasuryView): string =>
  gov.pack.agencies.get(treasury.agency)?.title[context.locale] ?? '';

/** A number with its thousands told apart. */
export const countText = (count: number): string => count.toLocaleString('en');

interface PayoutsProps {
  view: TreasuryView;
  waiting: WaitingPayouts | undefined;
  files: readonly PayoutFile[];
  /** The `before` of the next page. */
  next: string | undefined;
  isFirst: boolean;
  /** What was wrong with an answer that was uploaded, or with a wish. */
  problem?: Text;
}

/** What waits, the files, and where the bank's answer goes. */
export function PayoutsPage({ view, waiting, files, next, isFirst, problem }: PayoutsProps) {
  const { gov, context } = view;
  const { locale } = context;
  return (
    <OfficeLayout context={context} title={TREASURY.payouts[locale]} service={officeOf(view)} failed={Boolean(problem)}>
      {problem && <ErrorSummary locale={locale} errors={[{ text: problem[locale], href: '#file' }]} />}
      <Heading>{TREASURY.payouts[locale]}</Heading>
      <Paragraph>{TREASURY.payoutsLead[locale]}</Paragraph>
      <Columns aside={<AnswerForm locale={locale} {...(problem && { problem })} />}>
        <Section id="waiting" title={TREASURY.waiting[locale]}>
          {waiting ? (
            <>
              <SummaryList locale={locale} rows={waitingRows(gov, locale, waiting)} />
              <ButtonLink href="/office/payouts/new">{TREASURY.make[locale]}</ButtonLink>
            </>
          ) : (
            <Paragraph>{TREASURY.waitingNone[locale]}</Paragraph>
          )}
        </Section>
        <Section id="files" title={TREASURY.files[locale]}>
          {files.length === 0 ? (
            <EmptyState locale={locale} title={TREASURY.filesNone[locale]} />
          ) : (
            <FileTable view={view} files={files} />
          )}
          <p class="md-days">
            {next && <Link href={`/office/payouts?before=${next}`}>{TREASURY.older[locale]}</Link>}
            {!isFirst && <Link href="/office/payouts">{TREASURY.newest[locale]}</Link>}
          </p>
        </Section>
      </Columns>
    </OfficeLayout>
  );
}

function waitingRows(gov: Government, locale: Locale, { payments, amount, oldest }: WaitingPayouts) {
  return [
    { key: TREASURY.payments[locale], value: countText(payments) },
    {
      key: TREASURY.sum[locale],
      value: (
        <strong>
          <Money locale={locale} minor={amount} currency={gov.pack.currency} />
        </strong>
      ),
    },
    {
      key: TREASURY.oldest[locale],
      value: <DateText locale={locale} iso={oldest.toISOString()} zone={gov.pack.timeZone} form="time" />,
    },
  ];
}

function FileTable({ view: { gov, context }, files }: Pick<PayoutsProps, 'view' | 'files'>) {
  const { locale } = context;
  const zone = gov.pack.timeZone;
  return (
    <Table
      id="file-list"
      caption={TREASURY.files[locale]}
      captionHidden
      narrow="cards"
      rowHeaders
      columns={[
        { header: TREASURY.madeAt[locale] },
        { header: TREASURY.state[locale] },
        { header: TREASURY.executeOn[locale] },
        { header: TREASURY.payments[locale], numeric: true },
      ]}
      rows={files.map((file) => [
        <Link href={`/office/payouts/${file.id}`}>
          {formatDate(file.madeAt.toISOString(), locale, { zone, form: 'time' })}
        </Link>,
        <FileState locale={locale} state={file.state} />,
        formatDay(file.executeOn, locale),
        countText(file.payments),
      ])}
    />
  );
}

const TONES = { made: 'warning', sent: 'info', answered: 'success' } as const;

/** How far a file has come. */
export function FileState({ locale, state }: { locale: Locale; state: PayoutFile['state'] }) {
  return <Tag tone={TONES[state]}>{FILE_STATE[state][locale]}</Tag>;
}

/** Where the bank's answer is uploaded, whichever file it answers. */
export function AnswerForm({ locale, problem }: { locale: Locale; problem?: Text }) {
  return (
    <Section id="upload" title={TREASURY.upload[locale]}>
      <Form action="/office/payouts/answers" upload>
        <FileUpload
          locale={locale}
          name="file"
          label={TREASURY.chooseFile[locale]}
          hint={say(TREASURY.fileLimits, locale, { mb: MOST_MB })}
          accept=".xml,application/xml,text/xml"
          {...(problem && { error: problem[locale] })}
        />
        <Button variant="secondary">{TREASURY.upload[locale]}</Button>
      </Form>
    </Section>
  );
}

interface MakeProps {
  view: TreasuryView;
  waiting: WaitingPayouts;
  executeOn: Day;
  /** Most payments of one file. */
  most: number;
  key_: string;
}

/** What the next file would be, once more before it is made. */
export function MakePage({ view, waiting, executeOn, most, key_ }: MakeProps) {
  const { gov, context, treasury } = view;
  const { locale } = context;
  const title = TREASURY.makeTitle[locale];
  const rows = [
    ...waitingRows(gov, locale, waiting),
    { key: TREASURY.executeOn[locale], value: formatDay(executeOn, locale) },
    { key: TREASURY.payer[locale], value: treasury.name },
    { key: TREASURY.payerAccount[locale], value: treasury.bankAccount },
  ];
  return (
    <OfficeLayout
      context={context}
      title={title}
      service={officeOf(view)}
      back={{ href: '/office/payouts', text: TREASURY.payouts[locale] }}
    >
      <Heading>{title}</Heading>
      <SummaryList locale={locale} rows={rows} />
      <Paragraph>{TREASURY.makeHelp[locale]}</Paragraph>
      {waiting.payments > most && <Paragraph>{say(TREASURY.mostHelp, locale, { count: countText(most) })}</Paragraph>}
      <Form action="/office/payouts">
        <input type="hidden" name="key" value={key_} />
        <ButtonGroup>
          <Button>{TREASURY.confirm[locale]}</Button>
          <Link href="/office/payouts">{TREASURY.cancel[locale]}</Link>
        </ButtonGroup>
      </Form>
    </OfficeLayout>
  );
}
