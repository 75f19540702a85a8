import type { Text } from '../../../kernel/index.ts';

/** Words of showing data at a counter. A missing language does not compile. */
export const AT_COUNTER = {
  title: { ko: '창구에서 보여 주기', 'zh-Hant': '臨櫃出示', en: 'Show at a counter' },
  lead: {
    ko: '고른 항목과 답만 담당자가 한 번 볼 수 있는 번호를 만들어요. 번호는 10분 동안 쓸 수 있어요.',
    'zh-Hant': '為您選的項目或回答產生一個號碼，承辦人可憑號碼查看一次，10 分鐘內有效。',
    en: 'Make a code with which an officer sees what you chose, once. It works for 10 minutes.',
  },
  agree: {
    ko: '번호를 알려 주는 것은 위 항목을 보여 주는 데 동의하는 것이에요. 답만 고른 것은 예·아니요만 보여요. 누가 봤는지 열람 기록에 남아요.',
    'zh-Hant': '提供號碼即表示同意出示以上項目；選擇只提供回答的，承辦人只看到是或否。誰查看了，會記入查看紀錄。',
    en: 'By giving the code to an officer you agree to show this. Of answers they see only yes or no. Who saw it is recorded.',
  },
  make: { ko: '번호 만들기', 'zh-Hant': '產生號碼', en: 'Make a code' },
  codeTitle: {
    ko: '담당자에게 이 번호를 보여 주세요',
    'zh-Hant': '請向承辦人出示這個號碼',
    en: 'Show this code to the officer',
  },
  codeLabel: { ko: '창구 번호의 QR 코드', 'zh-Hant': '臨櫃號碼的 QR Code', en: 'QR code of your counter code' },
  until: {
    ko: '{time}까지, 한 번만 쓸 수 있어요.',
    'zh-Hant': '有效至 {time}，限用一次。',
    en: 'It works once, until {time}.',
  },
  refresh: { ko: '사용했는지 확인하기', 'zh-Hant': '查看是否已使用', en: 'See whether it was used' },
  cancel: { ko: '번호 취소하기', 'zh-Hant': '取消號碼', en: 'Cancel the code' },
  cancelled: { ko: '번호를 취소했어요', 'zh-Hant': '號碼已取消', en: 'The code is cancelled' },
  agreed: { ko: '동의한 내용', 'zh-Hant': '您同意的內容', en: 'What you agreed to' },
  consent: { ko: '이 동의와 접수증 보기', 'zh-Hant': '查看這項同意與收據', en: 'This consent, with its receipts' },
  taken: { ko: '담당자가 확인했어요', 'zh-Hant': '承辦人已查看', en: 'An officer has seen it' },
  takenBy: { ko: '{agency}, {time}', 'zh-Hant': '{agency}，{time}', en: '{agency}, {time}' },
  over: { ko: '이 번호는 끝났어요', 'zh-Hant': '這個號碼已失效', en: 'This code is over' },
  overHelp: {
    ko: '아무도 쓰지 않았어요. 필요하면 새 번호를 만드세요.',
    'zh-Hant': '沒有人使用。需要時請重新產生。',
    en: 'Nobody used it. Make another one if you need it.',
  },
  another: { ko: '새 번호 만들기', 'zh-Hant': '重新產生號碼', en: 'Make another code' },
} satisfies Record<string, Text>;
