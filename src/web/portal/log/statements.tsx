import { DateText, List, SummaryList, type SummaryRow, Tag } from '../../../design/index.ts';
import { type Locale, say, type Text } from '../../../kernel/index.ts';
import type { LedgerTotals } from '../../../ledger/index.ts';
import type { Leaf, Statement } from '../../../log/index.ts';
import type { Government } from '../../../pack/index.ts';
import { Breakable } from '../breakable.tsx';
import { actText } from '../proof-words.ts';
import { amountText, countText } from './numbers.ts';
import { TRUST } from './trust-words.ts';

const TOTALS = 'ledger.totals';
const KEYS = 'log.keys';

const KINDS: Readonly<Record<string, Text>> = { [TOTALS]: TRUST.totalsKind, [KEYS]: TRUST.keysKind };

/** What a line is about, in words. */
export function kindText({ kind, statement }: Leaf, locale: Locale): string {
  if (!statement) return actText(kind)[locale];
  return KINDS[kind]?.[locale] ?? say(TRUST.otherStatement, locale, { kind });
}

/** Whose line it is: an agency's, or the log's own. */
export function whoseText({ agency, statement }: Leaf, gov: Government, locale: Locale): string {
  if (statement) return TRUST.theLog[locale];
  return gov.pack.agencies.get(agency)?.title[locale] ?? agency;
}

/** The totals in a leaf; undefined where it states none, or none that can be read. */
export function totalsOf({ kind, statement }: Leaf): LedgerTotals | undefined {
  if (kind !== TOTALS || !statement || !isTotals(statement)) return undefined;
  return statement;
}

function isTotals(statement: Statement): statement is LedgerTotals & Statement {
  const { as_of, accounts, transfers, currencies } = statement as Partial<LedgerTotals>;
  return (
    typeof as_of === 'string' &&
    !Number.isNaN(Date.parse(as_of)) &&
    Number.isSafeInteger(accounts) &&
    Number.isSafeInteger(transfers) &&
    typeof currencies === 'object' &&
    currencies !== null &&
    Object.values(currencies).every(({ sum, issued }) => [sum, issued].every((digits) => /^-?\d+$/.test(digits)))
  );
}

interface TotalsListProps {
  gov: Government;
  locale: Locale;
  totals: LedgerTotals;
  /** Rows that follow. */
  more?: readonly SummaryRow[];
}

/** The totals for people, each currency with its sum and what was issued. */
export function TotalsList({ gov, locale, totals, more = [] }: TotalsListProps) {
  const currencies = Object.entries(totals.currencies);
  const named = (text: Text, code: string) =>
    currencies.length === 1 ? text[locale] : say(TRUST.currencyOf, locale, { title: text[locale], code });
  const amount = (minor: string, code: string) => amountText(minor, code, gov.pack.currency, locale);
  return (
    <SummaryList
      locale={locale}
      rows={[
        ...currencies.flatMap(([code, { sum, issued }]) => [
          {
            key: named(TRUST.sum, code),
            value:
              BigInt(sum) === 0n ? (
                <Tag tone="success">{TRUST.isZero[locale]}</Tag>
              ) : (
                <Tag tone="danger">{say(TRUST.isNotZero, locale, { amount: amount(sum, code) })}</Tag>
              ),
          },
          { key: named(TRUST.issued, code), value: amount(issued, code) },
        ]),
        { key: TRUST.transfers[locale], value: countText(totals.transfers, locale) },
        { key: TRUST.accounts[locale], value: countText(totals.accounts, locale) },
        {
          key: TRUST.statedAt[locale],
          value: <DateText locale={locale} iso={totals.as_of} zone={gov.pack.timeZone} form="time" />,
        },
        ...more,
      ]}
    />
  );
}

/** What a line of the log itself states: as figures where they are known, else word for word. */
export function StatementText({ gov, locale, leaf }: { gov: Government; locale: Locale; leaf: Leaf }) {
  const totals = totalsOf(leaf);
  if (totals) return <TotalsList gov={gov} locale={locale} totals={totals} />;
  const { keys } = leaf.statement as { keys?: unknown };
  if (leaf.kind === KEYS && Array.isArray(keys)) {
    return <List items={keys.map((vkey) => <Breakable text={String(vkey)} key={vkey} />)} />;
  }
  return (
    <p class="govuk-body">
      <Breakable text={JSON.stringify(leaf.statement)} />
    </p>
  );
}
