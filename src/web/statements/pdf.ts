import { A4, formatDate, openPdf, type Pdf, type TextBox } from '../../design/index.ts';
import { formatMoney, LOCALES, say } from '../../kernel/index.ts';
import { type AccountStatement, type BookedLine, statementLines } from '../../ledger/index.ts';
import type { Period } from './period.ts';
import { otherOf, periodText, type StatementSubject, whatOf } from './subject.ts';
import { STATEMENT } from './words.ts';

/** In millimetres and points. */
const LEFT = 15;
const RIGHT = A4.width - LEFT;
const [TOP, BOTTOM, ROW] = [18, A4.height - 20, 5.6];
const SMALL = 8.5;

/** Where each column begins, and how it is set. Words may be cut off, figures may not. */
const COLUMNS = [
  { name: 'at', x: LEFT, width: 38, align: 'left', words: false },
  { name: 'what', x: 54, width: 48, align: 'left', words: true },
  { name: 'with', x: 104, width: 38, align: 'left', words: true },
  { name: 'amount', x: 142, width: 26, align: 'right', words: false },
  { name: 'balance', x: 169, width: RIGHT - 169, align: 'right', words: false },
] as const;

/** Longer ones have no structure for those who hear them: it is kept until the end, and the CSV reads as well. */
const MOST_TAGGED = 2_000;

/** A statement as a PDF of A4 pages, each begun anew with the names of the columns. */
export async function statementPdf(
  subject: StatementSubject,
  statement: AccountStatement,
  period: Period,
): Promise<AsyncIterable<Uint8Array>> {
  const { locale, gov } = subject;
  const at = gov.clock.now();
  const title = `${STATEMENT.title[locale]} · ${subject.programme.title[locale]}`;
  const count = statement.credits.count + statement.debits.count;
  const pdf = await openPdf({ title, locale, at, untagged: count > MOST_TAGGED });
  write(pdf, subject, statement, { period, at }).catch((error: Error) => pdf.stream.destroy(error));
  return pdf.stream;
}

/** What is drawn on all pages: digits and the signs of amounts, of whatever page. */
const SIGNS = '0123456789.,:/- −+()·…';

async function write(
  pdf: Pdf,
  subject: StatementSubject,
  statement: AccountStatement,
  { period, at }: { period: Period; at: Date },
): Promise<void> {
  const { locale, gov } = subject;
  const money = (minor: number) => formatMoney(minor, gov.pack.currency, locale);
  const isNamed = subject.counterpartyOf !== undefined;
  const headings = COLUMNS.map(({ name }) => (name === 'with' && !isNamed ? '' : STATEMENT[name][locale]));
  const head = headOf(subject, statement, period, money);
  const made = say(STATEMENT.madeAt, locale, {
    at: formatDate(at.toISOString(), locale, { zone: gov.pack.timeZone, form: 'time' }),
  });
  const title = STATEMENT.title[locale];
  await pdf.prepare([
    SIGNS,
    money(1),
    subject.programme.title[locale],
    made,
    ...LOCALES.map((one) => STATEMENT.pageOf[one]),
    ...head.flat(),
  ]);
  await pdf.prepare([SIGNS, title, money(1), ...headings, ...head.flat()], 'bold');

  let page = 0;
  let y = TOP;
  const begin = async () => {
    await pdf.page();
    page += 1;
    pdf.text(`${made} · ${say(STATEMENT.pageOf, locale, { page })}`, {
      ...{ x: LEFT, y: BOTTOM + 6, width: RIGHT - LEFT, size: SMALL, align: 'right', colour: '#505a5f' },
    });
    y = TOP;
    if (page === 1) {
      y = pdf.text(title, { x: LEFT, y, width: RIGHT - LEFT, size: 18, weight: 'bold', role: 'H1' });
      y = pdf.text(subject.programme.title[locale], { x: LEFT, y, width: RIGHT - LEFT, size: 11 }) + 4;
      for (const [key, value] of head) {
        const keyEnds = pdf.text(key, { x: LEFT, y, width: 40, size: 9.5, weight: 'bold' });
        const valueEnds = pdf.text(value, { x: LEFT + 42, y, width: RIGHT - LEFT - 42, size: 9.5 });
        y = Math.max(keyEnds, valueEnds) + 0.8;
      }
      y += 4;
    }
    drawRow(pdf, headings, y, { weight: 'bold', role: 'TH' });
    y += ROW;
    pdf.line([LEFT, y], [RIGHT, y], { colour: '#505a5f' });
    y += 1.4;
  };
  await begin();
  for await (const lines of pagesOf(statementLines(gov.db, statement))) {
    const rows = lines.map((line) => rowOf(subject, line, money));
    await pdf.prepare(rows.flat());
    for (const row of rows) {
      if (y + ROW > BOTTOM) await begin();
      drawRow(
        pdf,
        row.map((cell, nth) => (COLUMNS[nth]!.words ? fitted(pdf, cell, COLUMNS[nth]!.width) : cell)),
        y,
        { role: 'TD' },
      );
      y += ROW;
    }
  }
  if (page === 1 && statement.credits.count + statement.debits.count === 0) {
    await pdf.prepare([STATEMENT.none[locale]]);
    pdf.text(STATEMENT.none[locale], { x: LEFT, y, width: RIGHT - LEFT, size: 9.5 });
  }
  pdf.end();
}

type Money = (minor: number) => string;

function headOf(
  subject: StatementSubject,
  statement: AccountStatement,
  period: Period,
  money: Money,
): [string, string][] {
  const { locale, account, owner } = subject;
  const { opening, closing, credits, debits } = statement;
  const sum = (of: { sum: number; count: number }) =>
    say(STATEMENT.sumAndCount, locale, { sum: money(of.sum), count: of.count });
  return [
    [STATEMENT.holder[locale], owner],
    [STATEMENT.account[locale], account],
    [STATEMENT.period[locale], periodText(subject, period)],
    [STATEMENT.opening[locale], money(opening)],
    [STATEMENT.credits[locale], sum(credits)],
    [STATEMENT.debits[locale], sum(debits)],
    [STATEMENT.closing[locale], money(closing)],
    [STATEMENT.keeper[locale], keeperOf(subject)],
  ];
}

/** The agency that keeps the account, and the government that it belongs to. */
const keeperOf = ({ gov, locale, programme }: StatementSubject): string =>
  [gov.pack.agencies.get(programme.agency)?.title[locale], gov.pack.title[locale]].filter(Boolean).join(' · ');

function rowOf(subject: StatementSubject, line: BookedLine, money: Money): string[] {
  const { locale, gov } = subject;
  return [
    formatDate(line.at.toISOString(), locale, { zone: gov.pack.timeZone, form: 'time' }),
    whatOf(subject, line.purpose),
    otherOf(subject, line),
    money(line.amount),
    money(line.balance),
  ];
}

function drawRow(pdf: Pdf, cells: readonly string[], y: number, style: Pick<TextBox, 'weight' | 'role'>): void {
  for (const [nth, { x, width, align }] of COLUMNS.entries()) {
    if (cells[nth]) pdf.text(cells[nth], { x, y, width, align, size: SMALL, ...style });
  }
}

/** A cell on one line: what does not fit is cut off. */
function fitted(pdf: Pdf, text: string, width: number): string {
  if (pdf.widthOf(text, { size: SMALL }) <= width) return text;
  const signs = [...text];
  while (signs.length > 1 && pdf.widthOf(`${signs.join('')}…`, { size: SMALL }) > width) signs.pop();
  return `${signs.join('')}…`;
}

/** Some lines at a time, whose letters are loaded together. */
async function* pagesOf(lines: AsyncIterable<BookedLine>, size = 200): AsyncGenerator<BookedLine[]> {
  let page: BookedLine[] = [];
  for await (const line of lines) {
    page.push(line);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
