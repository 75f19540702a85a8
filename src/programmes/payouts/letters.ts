import { type Db, fill, formatMoney, type Text } from '../../kernel/index.ts';
import type { Payout } from '../../ledger/index.ts';
import { send } from '../../messages/index.ts';
import type { Government } from '../../pack/index.ts';
import { lastDigits } from '../account-number.ts';
import { bankReason } from './reasons.ts';

/** The page on which a person names another account for what came back. */
export const UNPAID_PAGE = '/vouchers/unpaid';

/** What a payout was for: the programme, or the service, that pays it. */
export function titleOfPayout({ pack }: Pick<Government, 'pack'>, { reference = '', purpose }: PaidFor): Text {
  return pack.programmes.get(reference)?.title ?? pack.services.get(purpose)?.title ?? PAYMENT;
}

type PaidFor = Pick<Payout, 'reference' | 'purpose'>;

/** Tells a person that a payment to them came back, why, and what to do. */
export const tellUnpaid = (tx: Db, gov: Government, to: string, payout: Payout): Promise<void> =>
  tell(tx, gov, to, payout, { letter: 'unpaid', key: `payout-back:${payout.id}` });

/** Tells a person that it is paid anew, and where to: somebody else may have named that account. */
export const tellPaidAnew = (tx: Db, gov: Government, to: string, payout: Payout, atCounter: boolean): Promise<void> =>
  tell(tx, gov, to, payout, { letter: atCounter ? 'atCounter' : 'anew', key: `payout-anew:${payout.id}` });

async function tell(
  tx: Db,
  gov: Government,
  to: string,
  payout: Payout,
  { letter, key }: { letter: keyof typeof LETTERS; key: string },
): Promise<void> {
  const filled = (text: Text) =>
    fill(text, (locale) => ({
      what: titleOfPayout(gov, payout)[locale],
      amount: formatMoney(payout.amount, gov.pack.currency, locale),
      digits: lastDigits(payout.to.bankAccount),
      why: bankReason(payout.reason ?? '').meaning[locale],
    }));
  const { title, body } = LETTERS[letter];
  await send(tx, { to, at: gov.clock.now(), title: filled(title), body: filled(body), link: UNPAID_PAGE, key });
}

const PAYMENT: Text = { ko: '지급금', 'zh-Hant': '撥款', en: 'Payment' };

const LETTERS = {
  unpaid: {
    title: {
      ko: '{what}: {amount} 입금되지 않았어요',
      'zh-Hant': '「{what}」{amount} 未能入帳',
      en: '{what}: {amount} could not be paid',
    },
    body: {
      ko: '끝자리 {digits} 계좌로 보낸 돈이 은행에서 되돌아왔어요. 은행이 알려 준 이유: {why}. 돈은 그대로 보관하고 있어요. 다른 계좌를 알려 주시면 다시 보내요.',
      'zh-Hant':
        '匯入末四碼 {digits} 帳戶的款項被銀行退回。銀行說明：{why}。這筆錢仍為您保留，請提供其他帳戶，我們會再次匯款。',
      en: 'The bank sent back the money for the account that ends in {digits}. It says: {why}. The money is kept for you. Give us another account and we pay it again.',
    },
  },
  anew: {
    title: {
      ko: '{what}: {amount} 다시 보내요',
      'zh-Hant': '「{what}」{amount} 將再次匯款',
      en: '{what}: {amount} is paid again',
    },
    body: {
      ko: '끝자리 {digits} 계좌로 보내요. 직접 바꾼 계좌가 아니라면 바로 알려 주세요.',
      'zh-Hant': '款項將匯入末四碼 {digits} 的帳戶。若不是您提供的帳戶，請立即通知我們。',
      en: 'It goes to the account that ends in {digits}. If you did not name that account, tell us at once.',
    },
  },
  atCounter: {
    title: {
      ko: '{what}: {amount} 다시 보내요',
      'zh-Hant': '「{what}」{amount} 將再次匯款',
      en: '{what}: {amount} is paid again',
    },
    body: {
      ko: '창구에서 담당자가 알린 끝자리 {digits} 계좌로 보내요. 부탁한 적이 없다면 바로 알려 주세요.',
      'zh-Hant': '承辦人已於臨櫃登記，款項將匯入末四碼 {digits} 的帳戶。若不是您本人要求，請立即通知我們。',
      en: 'An officer at a counter named the account that ends in {digits} for you. If you did not ask for this, tell us at once.',
    },
  },
} satisfies Record<string, { title: Text; body: Text }>;
