import type { Text } from '../kernel/index.ts';

/** Words that portal and office share. */
export const WORDS = {
  demoNotice: {
    ko: '가상의 인물과 가짜 돈으로 써 보는 곳이에요. 실제 신청이 아니에요.',
    'zh-Hant': '此處的人物與款項皆為虛構，並非真實申請。',
    en: 'The people and the money here are made up. Nothing is a real application.',
  },
  services: { ko: '서비스', 'zh-Hant': '服務', en: 'Services' },
  inbox: { ko: '알림함', 'zh-Hant': '訊息', en: 'Inbox' },
  myCases: { ko: '내 신청', 'zh-Hant': '我的案件', en: 'My cases' },
  whoSaw: { ko: '내 정보 열람 기록', 'zh-Hant': '誰看過我的資料', en: 'Who saw my data' },
  queue: { ko: '할 일', 'zh-Hant': '待辦案件', en: 'Queue' },
  publicLog: { ko: '공개 기록', 'zh-Hant': '公開紀錄', en: 'Public log' },
  developers: { ko: '개발자 안내', 'zh-Hant': '開發者資訊', en: 'For developers' },
  ownName: { ko: '이름 표시', 'zh-Hant': '顯示姓名', en: 'To show your name' },
  yes: { ko: '예', 'zh-Hant': '是', en: 'Yes' },
  no: { ko: '아니요', 'zh-Hant': '否', en: 'No' },
  problem: { ko: '문제가 있어요', 'zh-Hant': '發生問題', en: 'There is a problem' },
  none: { ko: '없음', 'zh-Hant': '無', en: 'None' },
} satisfies Record<string, Text>;
