import type { Text } from '../kernel/index.ts';
import type { OfficeActKind } from '../programmes/index.ts';

/** What an office does with a programme, for everyone who reads of it: its officers, the public, the log. */
export const OFFICE_ACT_TEXT: Record<OfficeActKind, Text> = {
  opened: { ko: '사업 시작', 'zh-Hant': '開辦', en: 'Started' },
  paused: { ko: '사업 일시 중지', 'zh-Hant': '暫停', en: 'Paused' },
  resumed: { ko: '사업 재개', 'zh-Hant': '恢復', en: 'Resumed' },
  extended: { ko: '기한 연장', 'zh-Hant': '延長期限', en: 'Extended' },
  funded: { ko: '기금에서 돈 보냄', 'zh-Hant': '撥款', en: 'Funded' },
  'freeze-proposed': { ko: '사용 정지 제안', 'zh-Hant': '提議凍結', en: 'Freeze proposed' },
  'freeze-declined': { ko: '사용 정지 안 함', 'zh-Hant': '未予凍結', en: 'Freeze not confirmed' },
  frozen: { ko: '사용 정지', 'zh-Hant': '凍結', en: 'Frozen' },
  unfrozen: { ko: '사용 정지 풂', 'zh-Hant': '解除凍結', en: 'Freeze ended' },
  objected: { ko: '이의 제기', 'zh-Hant': '提出異議', en: 'Objection' },
  'objection-refused': { ko: '이의 불수용', 'zh-Hant': '駁回異議', en: 'Objection refused' },
  cleared: { ko: '문제없음 확인', 'zh-Hant': '查無異常', en: 'Nothing wrong' },
  watched: { ko: '지켜보기로 함', 'zh-Hant': '持續觀察', en: 'To be watched' },
};
