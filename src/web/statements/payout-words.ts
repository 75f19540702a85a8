import type { Tone } from '../../design/index.ts';
import type { Locale, Text } from '../../kernel/index.ts';
import type { PayoutState } from '../../ledger/index.ts';
import { bankReason } from '../../programmes/index.ts';

/** Which way money has gone on its way to a bank account. */
export const PAYOUT_STATE: Readonly<Record<PayoutState, { text: Text; tone: Tone }>> = {
  ordered: { text: { ko: '보낼 차례를 기다림', 'zh-Hant': '待匯款', en: 'Waiting to be sent' }, tone: 'neutral' },
  filed: { text: { ko: '지급 파일에 담김', 'zh-Hant': '已列入撥款檔', en: 'In a payment file' }, tone: 'info' },
  accepted: { text: { ko: '은행이 처리 중', 'zh-Hant': '銀行處理中', en: 'With the bank' }, tone: 'info' },
  settled: { text: { ko: '입금됨', 'zh-Hant': '已入帳', en: 'Paid' }, tone: 'success' },
  rejected: { text: { ko: '은행이 거절함', 'zh-Hant': '銀行拒絕', en: 'Refused by the bank' }, tone: 'danger' },
  returned: { text: { ko: '되돌아옴', 'zh-Hant': '已退回', en: 'Sent back' }, tone: 'danger' },
};

/** The states in their order. */
export const PAYOUT_STATES = Object.keys(PAYOUT_STATE) as readonly PayoutState[];

/** What a reason of a bank means, its code, and what else the bank wrote: `The account is closed (AC04)`. */
export function reasonText(reason: string, locale: Locale): string {
  const { meaning, code, words } = bankReason(reason);
  const [open, close, colon] = locale === 'zh-Hant' ? ['（', '）', '：'] : [' (', ')', ': '];
  return `${meaning[locale]}${code && `${open}${code}${close}`}${words && `${colon}${words}`}`;
}
