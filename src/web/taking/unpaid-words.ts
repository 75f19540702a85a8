import type { Text } from '../../kernel/index.ts';

/** Words about payments that a bank has sent back. */
export const UNPAID = {
  title: { ko: '되돌아온 지급금', 'zh-Hant': '未能入帳的款項', en: 'Payments that came back' },
  lead: {
    ko: '은행이 입금하지 못하고 돌려보낸 돈이에요. 그대로 보관하고 있으니, 다른 계좌를 알려 주시면 다시 보내요.',
    'zh-Hant': '以下款項銀行未能入帳而退回，仍為您保留。請提供其他帳戶，我們會再次匯款。',
    en: 'A bank could not pay this money in and sent it back. It is kept for you. Give us another account and we pay it again.',
  },
  none: { ko: '되돌아온 돈이 없어요', 'zh-Hant': '沒有未能入帳的款項', en: 'Nothing has come back' },
  noneHelp: {
    ko: '은행이 돈을 돌려보내면 바로 알려 드려요.',
    'zh-Hant': '若銀行退回款項，我們會立即通知您。',
    en: 'If a bank sends money back, we tell you at once.',
  },
  notice: {
    ko: '{amount|이/가} 계좌에 입금되지 않았어요.',
    'zh-Hant': '{amount} 未能匯入您的帳戶。',
    en: '{amount} could not be paid into your account.',
  },
  give: { ko: '다른 계좌 알려 주기', 'zh-Hant': '提供其他帳戶', en: 'Give another account' },
  amount: { ko: '금액', 'zh-Hant': '金額', en: 'Amount' },
  sentTo: { ko: '보낸 계좌', 'zh-Hant': '原匯入帳戶', en: 'Sent to' },
  ending: { ko: '끝자리 {digits}', 'zh-Hant': '末四碼 {digits}', en: 'Account ending in {digits}' },
  why: { ko: '은행이 알려 준 이유', 'zh-Hant': '銀行說明', en: 'What the bank said' },
  when: { ko: '되돌아온 때', 'zh-Hant': '退回時間', en: 'Came back' },
  account: { ko: '다른 계좌 번호', 'zh-Hant': '其他帳號', en: 'Another account number' },
  hint: {
    ko: '숫자 6~20자리. 본인 이름의 계좌여야 해요. 매달 받는 돈도 이제 이 계좌로 보내요.',
    'zh-Hant': '6 至 20 碼數字，須為本人帳戶。每月撥款之後也會匯入這個帳戶。',
    en: '6 to 20 digits. It must be in your own name. What you get each month goes there from now on, too.',
  },
  payAll: { ko: '{amount} 다시 받기', 'zh-Hant': '重新領取 {amount}', en: 'Have {amount} paid again' },
  anew: { ko: '다시 보낸 돈', 'zh-Hant': '已再次匯款', en: 'Paid again' },
  what: { ko: '지급금', 'zh-Hant': '款項', en: 'Payment' },
  newAccount: { ko: '받는 계좌', 'zh-Hant': '入帳帳戶', en: 'Account' },
  state: { ko: '상태', 'zh-Hant': '狀態', en: 'State' },
  proof: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
  seeProof: { ko: '기록 증명 보기', 'zh-Hant': '查看紀錄證明', en: 'See the proof' },
  done: {
    ko: '알려 주신 계좌로 다시 보내요.',
    'zh-Hant': '款項將再次匯入您提供的帳戶。',
    en: 'It is on its way to the account that you named.',
  },
} satisfies Record<string, Text>;
