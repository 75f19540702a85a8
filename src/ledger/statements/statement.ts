import { AppError, all, type Db, first, sql } from '../../kernel/index.ts';
import { shardOfColumn } from '../columns.ts';
import type { AccountKind, Money } from '../model.ts';
import { shardOf } from '../model.ts';
import { refuse } from '../refusals.ts';

/** Which account, and from which instant on up to, not with, which. */
export interface StatementPeriod {
  account: string;
  from: Date;
  until: Date;
}

/** How many entries there were, and what they came to. */
export interface EntryTotals {
  count: number;
  sum: Money;
}

/** What an account held, and what came and went in between: all of one moment. Amounts in the minor unit. */
export interface AccountStatement extends StatementPeriod {
  kind: AccountKind;
  /** ISO 4217 code. */
  currency: string;
  /** As the period began. */
  opening: Money;
  /** As it ended. */
  closing: Money;
  credits: EntryTotals;
  /** The sum is above zero. */
  debits: EntryTotals;
}

/** One entry, oldest first. */
export interface BookedLine {
  transfer: string;
  at: Date;
  /** Below zero left the account. */
  amount: Money;
  /** What the account held after it. */
  balance: Money;
  /** The other account. */
  counterparty: string;
  purpose: string;
  reference: string | null;
  /** The transfer that this one took back. */
  reverses: string | null;
  /** Who asked for the transfer, and its name there. */
  client: string;
  key: string;
}

/** Lines read at once. */
const PAGE = 1_000;

type Head = Pick<AccountStatement, 'kind' | 'currency'> & {
  closing: Money;
  credited: Money;
  debited: Money;
  credits: number;
  debits: number;
};

/**
 * A statement of account, without its lines. It is reckoned back from what the account holds now, so that an old account
 * takes no longer than a young one.
 * @throws AppError `not-found` if the account was never opened, `invalid` if the period ends before it begins.
 */
export async function accountStatement(db: Db, period: StatementPeriod): Promise<AccountStatement> {
  const { account, from, until } = period;
  if (!(from <= until)) throw badPeriod();
  const row = await first<Head>(
    db,
    sql`
    with part as ( -- the lanes of one account are nobody's concern
      select at >= ${until} as later, sum(amount) as amount from ledger.entry
      where shard = ${shardOf(account)} and account = ${account} and at >= ${from}
      group by at, transfer
    ), account as (
      select min(kind) as kind, min(currency) as currency, sum(posted) as posted from ledger.account
      where shard = ${shardOf(account)} and id = ${account} having count(*) > 0
    )
    select kind, currency,
      (posted - coalesce((select sum(amount) from part where later), 0))::bigint as closing,
      coalesce(sum(amount) filter (where amount > 0), 0)::bigint as credited,
      coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as debited,
      count(*) filter (where amount > 0) as credits, count(*) filter (where amount < 0) as debits
    from account left join part on not later group by kind, currency, posted`,
  );
  if (!row) throw refuse('unknown-account', account);
  const { kind, currency, closing, credited, debited, credits, debits } = row;
  return {
    ...{ account, from, until, kind, currency, closing, opening: closing - credited + debited },
    credits: { count: credits, sum: credited },
    debits: { count: debits, sum: debited },
  };
}

/** Where a page of lines begins: after this line. */
interface Place {
  at: Date;
  transfer: string;
  balance: Money;
}

/**
 * Some lines of a statement, oldest first. `next` is the `after` of the page that follows, if there is one.
 * @throws AppError `not-found` if `after` is no transfer of the account.
 */
export async function statementPage(
  db: Db,
  statement: AccountStatement,
  { after, limit = 50 }: { after?: string; limit?: number } = {},
): Promise<{ lines: BookedLine[]; next?: string }> {
  const place = after === undefined ? undefined : await placeOf(db, statement, after);
  const lines = await linesAfter(db, statement, place, limit + 1);
  const page = lines.slice(0, limit);
  return { lines: page, ...(lines.length > limit && { next: page.at(-1)!.transfer }) };
}

/**
 * All lines of a statement, oldest first, however many, in little memory.
 * @throws AppError `unavailable` at the end if the lines do not come to the statement: something was booked meanwhile
 *   with an earlier time. What was written from them is then to be thrown away.
 */
export async function* statementLines(db: Db, statement: AccountStatement): AsyncGenerator<BookedLine> {
  let last: BookedLine | undefined;
  let count = 0;
  for (;;) {
    const lines = await linesAfter(db, statement, last, PAGE);
    yield* lines;
    count += lines.length;
    last = lines.at(-1) ?? last;
    if (lines.length < PAGE) break;
  }
  const { opening, closing, credits, debits } = statement;
  if ((last?.balance ?? opening) !== closing || count !== credits.count + debits.count) throw bookedMeanwhile();
}

async function linesAfter(
  db: Db,
  { account, from, until, opening }: AccountStatement,
  place: Place | undefined,
  limit: number,
): Promise<BookedLine[]> {
  const after = place ? sql`(at, transfer) > (${place.at}, ${place.transfer}::uuid)` : sql`true`;
  const rows = await all<Omit<BookedLine, 'balance'>>(
    db,
    sql`
    with line as materialized (
      select at, transfer, sum(amount)::bigint as amount from ledger.entry
      where shard = ${shardOf(account)} and account = ${account} and at >= ${place?.at ?? from} and at < ${until} and ${after}
      group by at, transfer order by at, transfer limit ${limit}
    )
    select l.transfer, l.at, l.amount, t.purpose, t.reference, t.reverses, t.client, t.key,
      case when t.debit = ${account} then t.credit else t.debit end as counterparty
    from line l cross join lateral (
      select * from ledger.transfer t where t.shard = ${shardOfColumn('l.transfer')} and t.id = l.transfer limit 1) t
    order by l.at, l.transfer`,
  );
  let balance = place?.balance ?? opening;
  return rows.map((row) => {
    balance += row.amount;
    return { ...row, balance };
  });
}

async function placeOf(db: Db, { account, from, opening }: AccountStatement, transfer: string): Promise<Place> {
  const row = await first<{ at: Date; moved: Money | null }>(
    db,
    sql`
    select t.at, (
      select sum(amount) from ledger.entry e
      where e.shard = ${shardOf(account)} and e.account = ${account} and e.at >= ${from} and (e.at, e.transfer) <= (t.at, t.id)
    )::bigint as moved
    from ledger.transfer t where t.shard = ${shardOf(transfer)} and t.id = ${transfer}
      and ${account}::uuid in (t.debit, t.credit)`,
  );
  if (!row) throw refuse('unknown-transfer', transfer);
  return { at: row.at, transfer, balance: opening + (row.moved ?? 0) };
}

const badPeriod = () =>
  new AppError('invalid', {
    ko: '조회 기간의 끝이 시작보다 빨라요. 날짜를 다시 정해 주세요.',
    'zh-Hant': '查詢期間的結束早於開始，請重新選擇日期。',
    en: 'The period ends before it begins. Choose the dates again.',
  });

const bookedMeanwhile = () =>
  new AppError('unavailable', {
    ko: '명세서를 만드는 동안 거래가 더 기록됐어요. 다시 받아 주세요.',
    'zh-Hant': '製作對帳單時又有新的交易入帳，請重新下載。',
    en: 'Something was booked while the statement was written. Please fetch it again.',
  });
