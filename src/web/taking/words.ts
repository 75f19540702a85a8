import type { Text } from '../../kernel/index.ts';

/** Words of the form by which something is taken: by oneself, or at a counter by an officer. */
export const TAKING = {
  howMuch: { ko: '얼마를 받을까요?', 'zh-Hant': '要領取多少？', en: 'How much do you want?' },
  howMuchHint: {
    ko: '{least}부터 {step} 단위로, {most}까지 받을 수 있어요.',
    'zh-Hant': '最低 {least}，以 {step} 為單位，最高 {most}。',
    en: 'From {least} in steps of {step}, up to {most}.',
  },
  how: { ko: '어떻게 받을까요?', 'zh-Hant': '要怎麼領取？', en: 'How do you want to get it?' },
  place: { ko: '어디에서 받을까요?', 'zh-Hant': '要到哪裡領取？', en: 'Where do you want to pick it up?' },
  placeHint: {
    ko: '지금 남아 있는 수량이에요. 신청하면 {days}일 동안 따로 두어요.',
    'zh-Hant': '以下是目前的庫存；預訂後保留 {days} 天。',
    en: 'This is what is there now. Once you order, it is kept for you for {days} days.',
  },
  setsLeft: { ko: '{count}세트 남음', 'zh-Hant': '剩 {count} 份', en: '{count} left' },
  setsMany: { ko: '충분히 있어요', 'zh-Hant': '庫存充足', en: 'Plenty left' },
  setsNone: { ko: '지금은 없어요', 'zh-Hant': '目前無庫存', en: 'None left now' },
  choosePlace: { ko: '곳을 선택해 주세요', 'zh-Hant': '請選擇地點', en: 'Choose a place' },
  bankAccount: { ko: '받을 계좌 번호', 'zh-Hant': '入帳帳號', en: 'Your bank account number' },
  bankHint: { ko: '숫자 6~20자리', 'zh-Hant': '6 至 20 碼數字', en: '6 to 20 digits' },
  bankMonthlyHint: {
    ko: '숫자 6~20자리. 다음 달부터는 신청하지 않아도 이 계좌로 보내요.',
    'zh-Hant': '6 至 20 碼數字。下個月起不必再申請，會自動匯入這個帳戶。',
    en: '6 to 20 digits. From next month it comes to this account by itself.',
  },
  card: { ko: '카드 번호', 'zh-Hant': '卡號', en: 'Card number' },
  cardHint: {
    ko: '번호는 저장하지 않아요. 끝 네 자리만 남겨요.',
    'zh-Hant': '不會儲存完整卡號，只保留末四碼。',
    en: 'We do not keep the number, only its last 4 digits.',
  },
  cardTerms: {
    ko: '이 카드로 {spend|을/를} 쓰면 {back|을/를} 계좌로 돌려받아요. 지금 내는 돈은 없어요.',
    'zh-Hant': '以這張卡消費滿 {spend}，就會回饋 {back} 到您的帳戶；現在不必付款。',
    en: 'Spend {spend} with this card and {back} comes back to your account. You pay nothing now.',
  },
  backAccount: { ko: '돌려받을 계좌 번호', 'zh-Hant': '回饋入帳帳號', en: 'Account for the money back' },
  howPaid: { ko: '어떻게 내나요', 'zh-Hant': '付款方式', en: 'How you pay' },
  directDebit: {
    ko: '연결된 계좌에서 자동이체로 내요. 이곳은 체험판이라 실제로 빠져나가는 돈은 없고, 바로 낸 것으로 처리해요.',
    'zh-Hant': '由您連結的帳戶直接扣款。這裡是示範環境，不會真的扣款，並立即視為付款完成。',
    en: 'By direct debit from your linked account. This is a demo: no real money leaves it, and the payment counts as made at once.',
  },
  confirm: { ko: '받기', 'zh-Hant': '確認領取', en: 'Take it' },
  chooseAmount: { ko: '금액을 입력해 주세요', 'zh-Hant': '請輸入金額', en: 'Enter an amount' },
} satisfies Record<string, Text>;
