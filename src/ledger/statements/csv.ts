import { BYTE_ORDER_MARK, csvRow, type Db } from '../../kernel/index.ts';
import { decimalText } from '../iso20022/index.ts';
import type { Money } from '../model.ts';
import { type AccountStatement, type BookedLine, statementLines } from './statement.ts';

/** How a statement is written for spreadsheets. */
export interface CsvOptions {
  /** Decimals of the currency, as the pack states them. */
  decimals: number;
  /** Names of the columns in the reader's language, and of the two balances. Without, the names of the fields. */
  headings?: Partial<Record<ColumnName | 'opening' | 'closing', string>>;
  /** Puts a purpose, which is a code, into words. */
  purposeOf?: (purpose: string) => string;
  /** How the other account is named. Without, its id. */
  counterpartyOf?: (line: BookedLine) => string;
}

type ColumnName = keyof typeof COLUMNS;

const COLUMNS = {
  at: ({ at }) => at.toISOString(),
  amount: ({ amount }, { decimals }) => decimalText(amount, decimals),
  balance: ({ balance }, { decimals }) => decimalText(balance, decimals),
  counterparty: (line, { counterpartyOf = ({ counterparty }) => counterparty }) => counterpartyOf(line),
  purpose: ({ purpose }, { purposeOf = (code) => code }) => purposeOf(purpose),
  reference: ({ reference }) => reference ?? '',
  transfer: ({ transfer }) => transfer,
} as const satisfies Record<string, (line: BookedLine, options: CsvOptions) => string>;

const NAMES = Object.keys(COLUMNS) as ColumnName[];

/**
 * A statement as CSV (RFC 4180), in pieces: a line of headings, the opening balance, the entries, the closing balance.
 * It begins with a byte order mark, by which spreadsheets know UTF-8.
 * @throws as `statementLines`.
 */
export async function* statementCsv(db: Db, statement: AccountStatement, options: CsvOptions): AsyncGenerator<string> {
  const { headings = {}, decimals } = options;
  const balanceRow = (name: 'opening' | 'closing', at: Date, balance: Money) =>
    csvRow([at.toISOString(), '', decimalText(balance, decimals), '', headings[name] ?? name, '', '']);
  yield BYTE_ORDER_MARK + csvRow(NAMES.map((name) => headings[name] ?? name));
  yield balanceRow('opening', statement.from, statement.opening);
  for await (const line of statementLines(db, statement)) {
    yield csvRow(NAMES.map((name) => COLUMNS[name](line, options)));
  }
  yield balanceRow('closing', statement.until, statement.closing);
}
