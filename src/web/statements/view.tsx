import type { ComponentChildren } from 'preact';
import {
  Button,
  DateInput,
  DateText,
  EmptyState,
  ErrorSummary,
  Form,
  Heading,
  Link,
  List,
  Money,
  Section,
  SummaryList,
  Table,
} from '../../design/index.ts';
import { type AccountStatement, type BookedLine, statementPage } from '../../ledger/index.ts';
import { STATEMENT_FORMS } from './files.ts';
import { monthBeside, type Period, type ReadPeriod } from './period.ts';
import { otherOf, periodText, type StatementSubject, statementOf, whatOf } from './subject.ts';
import { STATEMENT } from './words.ts';

/** Lines of a page. */
const PAGE = 50;

/** A statement as a page shows it. */
export interface ShownStatement {
  period: ReadPeriod;
  statement: AccountStatement;
  lines: readonly BookedLine[];
  next: string | undefined;
  isFirst: boolean;
}

/** A page of a statement. @throws AppError `not-found` if `after` is no transfer of the account. */
export async function showStatement(
  subject: StatementSubject,
  period: ReadPeriod,
  after: string | undefined,
): Promise<ShownStatement> {
  const statement = await statementOf(subject, period);
  const { lines, next } = await statementPage(subject.gov.db, statement, { limit: PAGE, ...(after && { after }) });
  return { period, statement, lines, next, isFirst: after === undefined };
}

interface ViewProps {
  subject: StatementSubject;
  shown: ShownStatement;
  /** What else is to be chosen besides the period. */
  children?: ComponentChildren;
}

/** A statement: its period, what came and went, each line with the balance after it, and the files. */
export function StatementView({ subject, shown, children }: ViewProps) {
  const { locale, programme } = subject;
  const { period } = shown;
  const errors = Object.entries(period.problems).map(([name, text]) => ({ text: text[locale], href: `#${name}` }));
  return (
    <>
      <ErrorSummary locale={locale} errors={errors} />
      <Heading caption={programme.title[locale]}>{STATEMENT.title[locale]}</Heading>
      <Choice subject={subject} shown={shown}>
        {children}
      </Choice>
      <Summary subject={subject} shown={shown} />
      <Lines subject={subject} shown={shown} />
      <Section id="downloads" title={STATEMENT.downloads[locale]}>
        <List
          kind="plain"
          items={STATEMENT_FORMS.map((form) => (
            <Link href={addressOf(subject, period, { form })} download>
              {STATEMENT[form][locale]}
            </Link>
          ))}
        />
      </Section>
    </>
  );
}

function addressOf({ path, query }: StatementSubject, { from, until }: Period, { form = '', after = '' } = {}): string {
  const search = new URLSearchParams({ ...query, from, until, ...(after && { after }) });
  return `${path}${form && `.${form}`}?${search}`;
}

function Choice({ subject, shown: { period, statement }, children }: ViewProps) {
  const { locale, gov, path, query = {} } = subject;
  const { problems } = period;
  const now = gov.clock.now();
  const input = (name: 'from' | 'until') => ({
    ...{ locale, name, label: STATEMENT[name][locale], value: period[name], single: true },
    ...(problems[name] && { error: problems[name][locale] }),
  });
  return (
    <>
      <Form action={path} method="get">
        {!children &&
          Object.entries(query).map(([name, value]) => <input type="hidden" name={name} value={value} key={name} />)}
        <div class="md-filter">
          {children}
          <DateInput {...input('from')} />
          <DateInput {...input('until')} />
          <Button variant="secondary">{STATEMENT.show[locale]}</Button>
        </div>
      </Form>
      <nav class="md-days" aria-label={STATEMENT.period[locale]}>
        <Link href={addressOf(subject, monthBeside(period, -1))}>{STATEMENT.monthBefore[locale]}</Link>
        {statement.until < now && (
          <Link href={addressOf(subject, monthBeside(period, 1))}>{STATEMENT.monthAfter[locale]}</Link>
        )}
      </nav>
    </>
  );
}

function Summary({ subject, shown: { period, statement } }: ViewProps) {
  const { locale, gov } = subject;
  const { opening, closing, credits, debits } = statement;
  const money = (minor: number) => <Money locale={locale} minor={minor} currency={gov.pack.currency} />;
  const total = ({ sum, count }: AccountStatement['credits']) => (
    <>
      {money(sum)} · {count.toLocaleString('en')}
    </>
  );
  return (
    <SummaryList
      locale={locale}
      rows={[
        { key: STATEMENT.period[locale], value: periodText(subject, period) },
        { key: STATEMENT.opening[locale], value: money(opening) },
        { key: STATEMENT.credits[locale], value: total(credits) },
        { key: STATEMENT.debits[locale], value: total(debits) },
        { key: STATEMENT.closing[locale], value: <strong>{money(closing)}</strong> },
      ]}
    />
  );
}

function Lines({ subject, shown: { period, lines, next, isFirst } }: ViewProps) {
  const { locale, gov } = subject;
  const money = (minor: number) => <Money locale={locale} minor={minor} currency={gov.pack.currency} />;
  const anyNamed = lines.some((line) => otherOf(subject, line) !== '');
  if (lines.length === 0) return <EmptyState locale={locale} title={STATEMENT.none[locale]} />;
  return (
    <Section id="lines" title={STATEMENT.lines[locale]}>
      <Table
        id="line-list"
        caption={STATEMENT.lines[locale]}
        captionHidden
        narrow="cards"
        columns={[
          { header: STATEMENT.at[locale] },
          { header: STATEMENT.what[locale] },
          ...(anyNamed ? [{ header: STATEMENT.with[locale] }] : []),
          { header: STATEMENT.amount[locale], numeric: true },
          { header: STATEMENT.balance[locale], numeric: true },
        ]}
        rows={lines.map((line) => [
          <DateText locale={locale} iso={line.at.toISOString()} zone={gov.pack.timeZone} form="time" />,
          <span>{whatOf(subject, line.purpose)}</span>,
          ...(anyNamed ? [<span>{otherOf(subject, line) || '–'}</span>] : []),
          <span>
            {line.amount > 0 && '+'}
            {money(line.amount)}
          </span>,
          money(line.balance),
        ])}
      />
      <p class="md-days">
        {next && <Link href={addressOf(subject, period, { after: next })}>{STATEMENT.more[locale]}</Link>}
        {!isFirst && <Link href={addressOf(subject, period)}>{STATEMENT.beginning[locale]}</Link>}
      </p>
    </Section>
  );
}
