import { AppError, formatDay, type Locale, say } from '../../kernel/index.ts';
import { type AccountStatement, accountStatement, type BookedLine } from '../../ledger/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { instantsOf, type Period } from './period.ts';
import { purposeText } from './purposes.ts';
import { STATEMENT } from './words.ts';

/** Whose account a statement is of, and how it speaks of it. */
export interface StatementSubject {
  gov: Government;
  locale: Locale;
  programme: Programme;
  account: string;
  /** As the holder is called. */
  owner: string;
  /** The address of its page; files stand beside it. */
  path: string;
  /** What the address says besides the period. */
  query?: Readonly<Record<string, string>>;
  /** How the other party of a line is named, empty where it is not. Without, the holder is to know none of them. */
  counterpartyOf?: (line: BookedLine) => string;
}

/** A period of an account: without entries where it was never opened. */
export async function statementOf({ gov, account }: StatementSubject, period: Period): Promise<AccountStatement> {
  const between = { account, ...instantsOf(gov, period) };
  try {
    return await accountStatement(gov.db, between);
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not-found')) throw error;
    const nothing = { count: 0, sum: 0 };
    const { code } = gov.pack.currency;
    return { ...between, kind: 'shop', currency: code, opening: 0, closing: 0, credits: nothing, debits: nothing };
  }
}

/** The name of the other party of a line, if the holder is to know it. */
export const otherOf = ({ counterpartyOf }: StatementSubject, line: BookedLine): string => counterpartyOf?.(line) ?? '';

/** What a line was for, in the reader's language. */
export const whatOf = ({ gov, locale }: StatementSubject, purpose: string): string => purposeText(gov, purpose)[locale];

/** The days of a period, in words. */
export const periodText = ({ locale, gov }: StatementSubject, { from, until }: Period): string =>
  from === until
    ? formatDay(from, locale, gov.pack.era)
    : say(STATEMENT.fromUntil, locale, { from: formatDay(from, locale), until: formatDay(until, locale) });
