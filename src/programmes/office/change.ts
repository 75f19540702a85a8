import {
  AppError,
  addJob,
  type Day,
  type Db,
  formatMoney,
  LOCALES,
  run,
  sql,
  type Text,
  transaction,
} from '../../kernel/index.ts';
import { ensureAccount, fundAccount, fundLanes } from '../../ledger/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { priceAccount, programmeAccount } from '../accounts.ts';
import { beginExtension } from '../entitlements/extend.ts';
import { OPEN_TASK } from '../entitlements/open-all.ts';
import { todayOf } from '../entitlements/period.ts';
import { recordOfficeAct, wasDone } from './acts.ts';
import { asOffice, type ProgrammeOfficer, wordsOf } from './officer.ts';
import { type ProgrammeNow, programmeNow } from './state.ts';

/** Why, in the officer's own words, which everybody may read; and the form's own key: sent twice, it is done once. */
export interface Wish {
  reason: string;
  key: string;
}

/** Opens a programme: who is entitled is worked out for everybody from now on, and its accounts are there. */
export function openProgramme(gov: Government, officer: ProgrammeOfficer, id: string, wish: Wish): Promise<void> {
  return change(gov, officer, id, wish, async (tx, now) => {
    if (now.isOpened || now.state === 'ended') throw new AppError('conflict', NOT_NOW);
    await openAccounts(tx, gov, now.programme);
    await run(tx, sql`update programmes.programme set opened_at = ${gov.clock.now()} where id = ${id}`);
    await addJob(tx, OPEN_TASK, {}, { key: OPEN_TASK });
    return { kind: 'opened' };
  });
}

/** Stops taking and paying at once, until it is resumed. What people hold stays theirs. */
export function pauseProgramme(gov: Government, officer: ProgrammeOfficer, id: string, wish: Wish): Promise<void> {
  return change(gov, officer, id, wish, async (tx, now) => {
    if (now.state !== 'open' && now.state !== 'ended') throw new AppError('conflict', NOT_NOW);
    await setState(tx, gov, id, 'paused');
    return { kind: 'paused' };
  });
}

/** Ends a pause. */
export function resumeProgramme(gov: Government, officer: ProgrammeOfficer, id: string, wish: Wish): Promise<void> {
  return change(gov, officer, id, wish, async (tx, now) => {
    if (now.state !== 'paused') throw new AppError('conflict', NOT_NOW);
    await setState(tx, gov, id, 'open');
    return { kind: 'resumed' };
  });
}

/** The new last days; what is left out stays. */
export interface Extension {
  takeUntil?: Day;
  spendUntil?: Day;
}

/**
 * Moves the last days out, never in. A later last day for spending holds at once for what is taken from now on; a job has
 * it reach what people hold. So that the job is done before anything expires, it is decided before the last day begins.
 */
export function extendProgramme(
  gov: Government,
  officer: ProgrammeOfficer,
  id: string,
  extension: Extension,
  wish: Wish,
): Promise<void> {
  return change(gov, officer, id, wish, async (tx, now) => {
    const { takeUntil = now.takeUntil, spendUntil = now.spendUntil } = extension;
    const isLater = takeUntil > now.takeUntil || (spendUntil ?? '') > (now.spendUntil ?? '');
    const isEarlier = takeUntil < now.takeUntil || (spendUntil ?? '') < (now.spendUntil ?? '');
    if (isEarlier || !isLater) throw new AppError('invalid', ONLY_LATER);
    if (extension.spendUntil && !now.spendUntil) throw new AppError('invalid', NO_COMMON_DAY);
    if (spendUntil && spendUntil < takeUntil) throw new AppError('invalid', SPEND_AFTER_TAKE);
    if (spendUntil && now.spendUntil && spendUntil > now.spendUntil) {
      if (todayOf(gov) >= now.spendUntil) throw new AppError('conflict', TOO_LATE);
      await beginExtension(tx, gov, now.programme, now.spendUntil);
    }
    await run(
      tx,
      sql`update programmes.programme set take_until = ${takeUntil}, spend_until = ${spendUntil ?? null},
        changed_at = ${gov.clock.now()} where id = ${id}`,
    );
    return { kind: 'extended', details: { takeUntil, spendUntil: spendUntil ?? null } };
  });
}

/**
 * Moves money from the programme's fund to the programme, up to the limit of its file in all.
 * @param amount in the minor unit.
 * @throws AppError `conflict` beyond the limit, or where the fund has too little.
 */
export async function fundProgramme(
  gov: Government,
  officer: ProgrammeOfficer,
  id: string,
  amount: number,
  wish: Wish,
): Promise<void> {
  if (!Number.isSafeInteger(amount) || amount <= 0) throw new AppError('invalid', BAD_AMOUNT);
  return change(gov, officer, id, wish, async (tx, { programme }) => {
    await giveFunds(tx, gov, programme, amount, `fund/${id}/${wish.key}`);
    return { kind: 'funded', details: { amount } };
  });
}

/** The money's way, without an act: for a seed, which nobody signs. @throws AppError as `fundProgramme`. */
export async function giveFunds(
  tx: Db,
  gov: Government,
  programme: Programme,
  amount: number,
  key: string,
): Promise<void> {
  const { fund } = programme;
  await ensureRow(tx, gov, programme);
  const counted = await run(
    tx,
    sql`update programmes.programme set funded = funded + ${amount}
      where id = ${programme.id} and funded + ${amount} <= ${fund.limit}`,
  );
  if (counted === 0) throw new AppError('conflict', beyondLimit(gov, fund.limit));
  const credit = await openAccounts(tx, gov, programme);
  const currency = gov.pack.currency.code;
  await fundLanes(tx, {
    client: 'programmes',
    key,
    debit: fundAccount(fund.id, currency),
    credit,
    amount,
    currency,
    at: gov.clock.now(),
    purpose: 'programme-funding',
    reference: programme.id,
  });
}

type Done = Pick<Parameters<typeof recordOfficeAct>[3], 'kind' | 'details'>;

/** Does one thing to a programme in one transaction; whoever else changes it waits. */
async function change(
  gov: Government,
  officer: ProgrammeOfficer,
  id: string,
  { reason, key }: Wish,
  work: (tx: Db, now: ProgrammeNow) => Promise<Done>,
): Promise<void> {
  const programme = asOffice(gov, officer, id);
  const why = wordsOf(reason);
  return transaction(gov.db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`programme/${id}`}, 0))`.execute(tx);
    if (await wasDone(tx, id, key)) return;
    await ensureRow(tx, gov, programme);
    const now = await programmeNow(tx, gov, programme);
    const done = await work(tx, now);
    await recordOfficeAct(tx, gov, programme, { ...done, officer, reason: why, key });
  });
}

async function setState(tx: Db, gov: Government, id: string, state: 'open' | 'paused'): Promise<void> {
  await run(
    tx,
    sql`update programmes.programme set state = ${state}, changed_at = ${gov.clock.now()} where id = ${id}`,
  );
}

async function ensureRow(tx: Db, gov: Government, { id }: Programme): Promise<void> {
  await run(
    tx,
    sql`insert into programmes.programme (id, state, changed_at) values (${id}, 'open', ${gov.clock.now()})
      on conflict (id) do nothing`,
  );
}

/** Opens the accounts of a programme; that of its money. */
async function openAccounts(tx: Db, gov: Government, programme: Programme): Promise<string> {
  await ensureAccount(tx, priceAccount(gov, programme));
  return ensureAccount(tx, programmeAccount(gov, programme));
}

const NOT_NOW: Text = {
  ko: '그 사이에 상태가 바뀌어서 지금은 할 수 없어요. 화면을 새로 고쳐 주세요.',
  'zh-Hant': '狀態已變更，目前無法這樣做。請重新整理頁面。',
  en: 'The programme stands otherwise by now, so this cannot be done. Reload the page.',
};

const ONLY_LATER: Text = {
  ko: '지금보다 뒤의 날짜를 입력해 주세요. 기한은 늘릴 수만 있어요.',
  'zh-Hant': '請輸入比目前更晚的日期；期限只能延後。',
  en: 'Enter a later day than now: the last days can only be moved out',
};

const NO_COMMON_DAY: Text = {
  ko: '이 사업은 받은 날부터 사용 기한을 세어서, 모두에게 같은 마지막 날이 없어요.',
  'zh-Hant': '本計畫的使用期限自領取日起算，沒有全體適用的最後一天。',
  en: 'What is taken of this programme can be spent for some time from that day; there is no last day for all',
};

const SPEND_AFTER_TAKE: Text = {
  ko: '사용 기한은 받는 기한보다 빠를 수 없어요.',
  'zh-Hant': '使用期限不能早於領取期限。',
  en: 'It cannot end earlier for spending than for taking',
};

const TOO_LATE: Text = {
  ko: '사용 기한은 마지막 날이 시작되기 전까지만 늘릴 수 있어요.',
  'zh-Hant': '使用期限只能在最後一天開始之前延長。',
  en: 'The last day for spending can only be moved out before that day has begun.',
};

const BAD_AMOUNT: Text = {
  ko: '0보다 큰 금액을 입력해 주세요',
  'zh-Hant': '請輸入大於 0 的金額',
  en: 'Enter an amount above 0',
};

function beyondLimit({ pack }: Government, limit: number): Text {
  const says = {
    ko: (most: string) => `기금에서 이 사업에 줄 수 있는 한도(${most})를 넘어서 보내지 않았어요.`,
    'zh-Hant': (most: string) => `超過基金對本計畫的上限 ${most}，未撥款。`,
    en: (most: string) => `The fund may give this programme ${most} in all. No money was moved.`,
  };
  return Object.fromEntries(
    LOCALES.map((locale) => [locale, says[locale](formatMoney(limit, pack.currency, locale))]),
  ) as Text;
}
