import type { Text } from '../../../kernel/index.ts';

/** Words of the page on a freeze, for whom it is about. */
export const FREEZE = {
  wallet: { ko: '사용 정지', 'zh-Hant': '凍結使用', en: 'Your money is frozen' },
  shop: { ko: '가맹점 결제 정지', 'zh-Hant': '店家收款凍結', en: 'Your shop is frozen' },
  inbox: { ko: '알림함', 'zh-Hant': '訊息', en: 'Inbox' },
  state: { ko: '상태', 'zh-Hant': '狀態', en: 'State' },
  inForce: { ko: '정지 중', 'zh-Hant': '凍結中', en: 'In force' },
  ended: { ko: '풀림', 'zh-Hant': '已解除', en: 'Ended' },
  reason: { ko: '이유', 'zh-Hant': '理由', en: 'Reason' },
  since: { ko: '언제부터', 'zh-Hant': '起始時間', en: 'Since' },
  until: { ko: '언제까지', 'zh-Hant': '解除時間', en: 'Until' },
  meansWallet: {
    ko: '지금은 결제할 수 없어요. 잔액은 그대로 있고, 정지가 풀리면 다시 쓸 수 있어요.',
    'zh-Hant': '目前無法付款。餘額仍在，解除後即可使用。',
    en: 'You cannot pay with it now. Your balance is still there, and you can spend it once the freeze ends.',
  },
  meansShop: {
    ko: '지금은 결제를 받거나 정산받을 수 없어요. 이미 받은 돈은 그대로 있어요.',
    'zh-Hant': '目前無法收款或結算。已收的款項仍在。',
    en: 'The shop cannot take payments or be settled now. What it has taken is still there.',
  },
  object: { ko: '이의 제기', 'zh-Hant': '提出異議', en: 'Object' },
  who: {
    ko: '사실과 다르면 알려 주세요. 정지를 결정하지 않은 담당자가 살펴보고 알림함으로 답해요. 창구에서도 할 수 있어요.',
    'zh-Hant': '如與事實不符，請告訴我們。由未參與決定的承辦人審查，並以訊息答覆；也可以臨櫃提出。',
    en: 'If this is wrong, tell us. An officer who did not decide it will look at it and answer in your inbox. You can also object at a counter.',
  },
  what: { ko: '무엇이 사실과 다른가요?', 'zh-Hant': '哪裡與事實不符？', en: 'What is wrong about it?' },
  hint: { ko: '{count}자 이내', 'zh-Hant': '最多 {count} 個字', en: '{count} characters or fewer' },
  send: { ko: '보내기', 'zh-Hant': '送出', en: 'Send' },
  sent: { ko: '이의를 보냈어요', 'zh-Hant': '已送出異議', en: 'Your objection was sent' },
  waiting: {
    ko: '담당자가 살펴보고 있어요. 알림함으로 답해요.',
    'zh-Hant': '承辦人審查中，將以訊息答覆。',
    en: 'An officer is looking at it. The answer comes to your inbox.',
  },
  answered: {
    ko: '알림함에서 답을 볼 수 있어요.',
    'zh-Hant': '請在訊息中查看答覆。',
    en: 'The answer is in your inbox.',
  },
  over: {
    ko: '정지가 풀려서 이의를 제기할 것이 없어요.',
    'zh-Hant': '凍結已解除，無須提出異議。',
    en: 'The freeze is over.',
  },
  enterObjection: {
    ko: '무엇이 사실과 다른지 써 주세요',
    'zh-Hant': '請說明哪裡與事實不符',
    en: 'Enter what is wrong about it',
  },
} satisfies Record<string, Text>;
