import type { Text } from '../../kernel/index.ts';

/** Words about one look at somebody's data. */
export const LOOK = {
  toldBy: { ko: '제공 기관: {agency}', 'zh-Hant': '提供機關：{agency}', en: 'Told by {agency}' },
  byConsent: { ko: '내 동의에 따라', 'zh-Hant': '依您的同意', en: 'By your consent' },
  sealed: {
    ko: '법령에 따라 {day}부터 알려 드려요',
    'zh-Hant': '依法規自{day}起才能告知',
    en: 'By law you could only be told from {day}',
  },
  unanswered: {
    ko: '기관이 답하지 않아 넘어간 정보가 없어요',
    'zh-Hant': '機關未回覆，因此沒有提供任何資料',
    en: 'The agency did not answer, so nothing was handed over',
  },
  stale: {
    ko: '기관이 답하지 않아 이전에 받은 사본을 썼어요',
    'zh-Hant': '機關未回覆，使用先前取得的副本',
    en: 'The agency did not answer, so an earlier copy was used',
  },
  proof: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
} satisfies Record<string, Text>;
