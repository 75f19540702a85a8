import { type AccountStatement, camt053, statementCsv } from '../../ledger/index.ts';
import { statementPdf } from './pdf.ts';
import type { Period } from './period.ts';
import { sendFile } from './stream.ts';
import { otherOf, type StatementSubject, statementOf, whatOf } from './subject.ts';
import { STATEMENT } from './words.ts';

/** A way in which a statement is written, by the ending of its address. */
export type StatementForm = 'csv' | 'pdf' | 'xml';
export const STATEMENT_FORMS: readonly StatementForm[] = ['csv', 'pdf', 'xml'];

const TYPES: Record<StatementForm, string> = {
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
  xml: 'application/xml',
};

/** A statement as a file, sent as it is written. */
export async function statementFile(subject: StatementSubject, period: Period, form: StatementForm): Promise<Response> {
  const statement = await statementOf(subject, period);
  const pieces = await WRITERS[form](subject, statement, period);
  const name = `${subject.programme.id}-${period.from}-${period.until}.${form}`;
  return sendFile(pieces, { type: TYPES[form], name });
}

type Writer = (
  subject: StatementSubject,
  statement: AccountStatement,
  period: Period,
) => AsyncIterable<string | Uint8Array> | Promise<AsyncIterable<Uint8Array>>;

const WRITERS: Record<StatementForm, Writer> = {
  csv(subject, statement) {
    const { gov, locale } = subject;
    const { at, amount, balance, with: counterparty, what, reference, transfer, opening, closing } = STATEMENT;
    const names = { at, amount, balance, counterparty, purpose: what, reference, transfer, opening, closing };
    return statementCsv(gov.db, statement, {
      decimals: gov.pack.currency.decimals,
      headings: Object.fromEntries(Object.entries(names).map(([name, text]) => [name, text[locale]])),
      purposeOf: (purpose) => whatOf(subject, purpose),
      counterpartyOf: (line) => otherOf(subject, line),
    });
  },
  pdf: statementPdf,
  xml(subject, statement) {
    const { gov, locale, owner, programme } = subject;
    return camt053(gov.db, statement, {
      ...{ decimals: gov.pack.currency.decimals, at: gov.clock.now(), owner },
      counterpartyOf: (line) => otherOf(subject, line),
      servicer: gov.pack.agencies.get(programme.agency)?.title[locale] ?? '',
    });
  },
};
