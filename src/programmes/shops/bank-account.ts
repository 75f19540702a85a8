import { AppError, all, type Db, first, run, sql, type Text, transaction, uuidv7 } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { accountNumber } from '../account-number.ts';
import { agencyOfShops } from './agency.ts';
import { tellOwners } from './bank-letters.ts';
import { asOwner } from './clerks.ts';

/**
 * So long a new bank account waits before anything is settled to it. All owners are told at once and each of them can cancel
 * it: whoever has an owner's session can divert no money that day, and not without a letter.
 */
export const BANK_CHANGE_WAIT_MS = 24 * 3_600_000;

/** Another bank account that an owner has named. */
export interface BankChange {
  id: string;
  bankAccount: string;
  askedBy: string;
  askedAt: Date;
  /** What is settled from then on goes there. */
  inForceAt: Date;
  cancelledBy: string | null;
  cancelledAt: Date | null;
  /** Their entries in the public log. */
  entry: string;
  cancelEntry: string | null;
}

/** Where a shop's settlements go. */
export interface ShopBankAccount {
  /** Where they go now. */
  inForce: string;
  /** What takes its place unless it is cancelled. */
  waiting: BankChange | undefined;
  /** All that was named, the newest first. */
  changes: readonly BankChange[];
}

const COLUMNS = sql.raw(`id, bank_account as "bankAccount", asked_by as "askedBy", asked_at as "askedAt",
  in_force_at as "inForceAt", cancelled_by as "cancelledBy", cancelled_at as "cancelledAt", entry,
  cancel_entry as "cancelEntry"`);

/** The bank account of a shop, which is called `s`, that is in force at an instant. */
export const bankAccountAt = (at: Date) => sql<string>`coalesce((
  select c.bank_account from programmes.bank_change c
  where c.shop = s.id and c.in_force_at <= ${at} and c.cancelled_at is null order by c.id desc limit 1), s.bank_account)`;

/** Where a shop's settlements go, now and next. */
export async function bankAccountOf(db: Db, gov: Pick<Government, 'clock'>, shop: string): Promise<ShopBankAccount> {
  const now = gov.clock.now();
  const row = await first(
    db,
    sql<{ inForce: string }>`select ${bankAccountAt(now)} as "inForce" from programmes.shop s where s.id = ${shop}`,
  );
  const changes = await all(
    db,
    sql<BankChange>`select ${COLUMNS} from programmes.bank_change where shop = ${shop} order by id desc limit 20`,
  );
  const waiting = changes.find(({ inForceAt, cancelledAt }) => inForceAt > now && !cancelledAt);
  return { inForce: row!.inForce, waiting, changes };
}

/**
 * Names another bank account for what a shop is settled. It waits for a day; what is ordered until then, and what was, goes
 * to the old one. The same again changes nothing.
 * @throws AppError `forbidden` for who is no owner; `invalid` for a number that no bank has, or the one in force;
 *   `conflict` while another one waits.
 */
export async function changeBankAccount(
  gov: Government,
  { shop, by, bankAccount: typed }: { shop: string; by: string; bankAccount: string },
): Promise<void> {
  const bankAccount = accountNumber(typed);
  await transaction(gov.db, async (tx) => {
    await asOwner(tx, by, shop, REFUSALS.owner);
    if (!bankAccount) throw new AppError('invalid', REFUSALS.noAccount);
    await lockShop(tx, shop);
    const { inForce, waiting } = await bankAccountOf(tx, gov, shop);
    if (waiting?.bankAccount === bankAccount) return;
    if (waiting) throw new AppError('conflict', REFUSALS.waits);
    if (inForce === bankAccount) throw new AppError('invalid', REFUSALS.same);
    const at = gov.clock.now();
    const change = { id: uuidv7(at), bankAccount, by, at, inForceAt: new Date(at.getTime() + BANK_CHANGE_WAIT_MS) };
    const { entry, salt } = await log(tx, gov, 'shop.bank-account-named', at, contentOfNamed({ ...change, shop }));
    await run(
      tx,
      sql`insert into programmes.bank_change (shop, id, bank_account, asked_by, asked_at, in_force_at, entry, salt)
        values (${shop}, ${change.id}, ${bankAccount}, ${by}, ${at}, ${change.inForceAt}, ${entry}, ${salt})`,
    );
    await tellOwners(tx, gov, shop, 'named', change);
  });
}

/**
 * Cancels a bank account that waits: what is in force stays so. Cancelled twice, it is cancelled once.
 * @throws AppError `forbidden` for who is no owner; `conflict` for one that is in force already, or was never named.
 */
export async function cancelBankAccount(
  gov: Government,
  { shop, by, change: id }: { shop: string; by: string; change: string },
): Promise<void> {
  await transaction(gov.db, async (tx) => {
    await asOwner(tx, by, shop, REFUSALS.owner);
    await lockShop(tx, shop);
    const { changes, waiting } = await bankAccountOf(tx, gov, shop);
    const change = changes.find((one) => one.id === id);
    if (change?.cancelledAt) return;
    if (!change || change !== waiting) throw new AppError('conflict', REFUSALS.tooLate);
    const at = gov.clock.now();
    const content = contentOfCancelled({ id, shop, by, at });
    const { entry, salt } = await log(tx, gov, 'shop.bank-account-cancelled', at, content);
    await run(
      tx,
      sql`update programmes.bank_change set cancelled_by = ${by}, cancelled_at = ${at}, cancel_entry = ${entry},
        cancel_salt = ${salt} where shop = ${shop} and id = ${id}`,
    );
    await tellOwners(tx, gov, shop, 'cancelled', change);
  });
}

interface Named {
  id: string;
  shop: string;
  by: string;
  bankAccount: string;
  at: Date;
  inForceAt: Date;
}

/** What the public log commits to when a bank account is named. */
export function contentOfNamed({ id, shop, by, bankAccount, at, inForceAt }: Named): Record<string, unknown> {
  return { change: id, shop, by, bankAccount, at: at.toISOString(), inForceAt: inForceAt.toISOString() };
}

/** The same when it is cancelled. */
export function contentOfCancelled({
  id,
  shop,
  by,
  at,
}: Omit<Named, 'bankAccount' | 'inForceAt'>): Record<string, unknown> {
  return { change: id, shop, by, at: at.toISOString() };
}

/** One after another: of two that are named at once, one waits and the other is refused. */
const lockShop = (tx: Db, shop: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`bank-account/${shop}`}, 0))`.execute(tx);

const log = (tx: Db, gov: Government, kind: string, at: Date, content: Record<string, unknown>) =>
  commitAct(tx, gov.logOrigin, { kind, agency: agencyOfShops(gov), at, content });

const REFUSALS = {
  owner: {
    ko: '가게 대표만 정산 계좌를 바꿀 수 있어요.',
    'zh-Hant': '只有負責人可以變更入帳帳戶。',
    en: 'Only the owner of the shop can change its bank account.',
  },
  noAccount: {
    ko: '계좌 번호를 숫자 6~20자리로 입력해 주세요.',
    'zh-Hant': '請輸入 6 至 20 碼的帳號數字。',
    en: 'Enter an account number of 6 to 20 digits.',
  },
  same: {
    ko: '지금 쓰고 있는 계좌예요. 다른 계좌 번호를 입력해 주세요.',
    'zh-Hant': '這就是目前的入帳帳戶，請輸入其他帳號。',
    en: 'This is the account in use already. Enter another one.',
  },
  waits: {
    ko: '이미 바뀔 예정인 계좌가 있어요. 그것을 먼저 취소해 주세요.',
    'zh-Hant': '已有等待生效的帳戶，請先取消該變更。',
    en: 'Another new account is waiting already. Cancel that one first.',
  },
  tooLate: {
    ko: '이미 바뀌어서 취소할 수 없어요. 필요하면 계좌를 다시 바꿔 주세요.',
    'zh-Hant': '變更已生效，無法取消。如有需要，請再次變更帳戶。',
    en: 'It is in use already and cannot be cancelled. Change the account again if you need to.',
  },
} satisfies Record<string, Text>;
