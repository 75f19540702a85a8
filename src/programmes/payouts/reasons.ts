import type { Text } from '../../kernel/index.ts';

/** Why banks refuse or return payments: the codes that are met with most (ISO 20022, ExternalStatusReason1Code). */
const REASONS: Readonly<Record<string, Text>> = {
  AC01: { ko: '계좌번호가 틀려요', 'zh-Hant': '帳號錯誤', en: 'The account number is wrong' },
  AC03: {
    ko: '받는 사람의 계좌번호가 틀려요',
    'zh-Hant': '收款人帳號錯誤',
    en: 'The receiver’s account number is wrong',
  },
  AC04: { ko: '해지된 계좌예요', 'zh-Hant': '帳戶已結清', en: 'The account is closed' },
  AC06: { ko: '지급이 정지된 계좌예요', 'zh-Hant': '帳戶遭凍結', en: 'The account is blocked' },
  AC07: { ko: '받는 계좌가 해지됐어요', 'zh-Hant': '收款帳戶已結清', en: 'The receiver’s account is closed' },
  AG01: {
    ko: '이 계좌로는 이체할 수 없어요',
    'zh-Hant': '此帳戶不得辦理匯款',
    en: 'The account takes no such payments',
  },
  AM02: { ko: '허용 금액을 넘었어요', 'zh-Hant': '金額超過上限', en: 'The amount is above what is allowed' },
  AM04: {
    ko: '출금 계좌의 잔액이 모자라요',
    'zh-Hant': '付款帳戶餘額不足',
    en: 'The paying account has too little money',
  },
  AM05: { ko: '같은 이체가 이미 있어요', 'zh-Hant': '重複的匯款', en: 'The payment was sent twice' },
  AM09: { ko: '금액이 달라요', 'zh-Hant': '金額不符', en: 'The amount is wrong' },
  BE01: {
    ko: '예금주 이름이 계좌와 달라요',
    'zh-Hant': '戶名與帳號不符',
    en: 'The name is not that of the account’s holder',
  },
  BE04: { ko: '예금주의 주소가 빠졌어요', 'zh-Hant': '缺少收款人地址', en: 'The receiver’s address is missing' },
  BE06: {
    ko: '은행이 예금주를 알 수 없어요',
    'zh-Hant': '銀行查無此收款人',
    en: 'The bank does not know the receiver',
  },
  BE07: { ko: '보내는 쪽의 주소가 빠졌어요', 'zh-Hant': '缺少付款人地址', en: 'The payer’s address is missing' },
  CUST: { ko: '예금주가 돌려보냈어요', 'zh-Hant': '收款人要求退回', en: 'The receiver asked for it to be sent back' },
  DUPL: { ko: '같은 이체가 이미 있어요', 'zh-Hant': '重複的匯款', en: 'The payment was sent twice' },
  FF01: { ko: '파일 형식이 틀려요', 'zh-Hant': '檔案格式錯誤', en: 'The file has a wrong form' },
  MD07: { ko: '예금주가 세상을 떠났어요', 'zh-Hant': '收款人已過世', en: 'The receiver has died' },
  MS02: {
    ko: '예금주가 까닭을 밝히지 않고 거절했어요',
    'zh-Hant': '收款人拒絕，未說明理由',
    en: 'The receiver gave no reason',
  },
  MS03: { ko: '은행이 까닭을 밝히지 않았어요', 'zh-Hant': '銀行未說明理由', en: 'The bank gave no reason' },
  NARR: { ko: '은행의 설명을 확인해 주세요', 'zh-Hant': '請見銀行說明', en: 'See what the bank wrote' },
  RC01: { ko: '은행 코드가 틀려요', 'zh-Hant': '銀行代碼錯誤', en: 'The bank’s code is wrong' },
  RC04: { ko: '받는 은행의 코드가 틀려요', 'zh-Hant': '收款銀行代碼錯誤', en: 'The receiving bank’s code is wrong' },
  RR04: { ko: '규정에 따라 거절됐어요', 'zh-Hant': '依法規拒絕', en: 'Refused under a regulation' },
  TM01: { ko: '마감 시간이 지났어요', 'zh-Hant': '超過作業時間', en: 'It came after the bank’s closing time' },
};

const ELSE: Text = { ko: '은행이 거절했어요', 'zh-Hant': '銀行拒絕', en: 'The bank refused it' };

/** What a bank gave as its reason, taken apart: what it means, its code, and what else the bank wrote. */
export function bankReason(reason: string): { meaning: Text; code: string; words: string } {
  const [, code = '', words = ''] = /^([A-Z]{2}\d{2}|[A-Z]{4})?\s*(.*)$/s.exec(reason.trim()) ?? [];
  return { meaning: Object.hasOwn(REASONS, code) ? REASONS[code]! : ELSE, code, words };
}
