import type { Text } from '../../kernel/index.ts';

/** Words of the page on the public log. */
export const LOG = {
  lead: {
    ko: '기관이 무언가를 할 때마다 여기에 한 줄이 더해져요.',
    'zh-Hant': '機關每做一件事，這裡就增加一筆。',
    en: 'Each time an agency does something, a line is added here.',
  },
  holds: {
    ko: '한 줄에는 무슨 일을, 언제, 어느 기관이 했는지만 있어요. 누구의 일인지는 없어요.',
    'zh-Hant': '每一筆只記載做了什麼、何時、由哪個機關辦理，沒有當事人的資料。',
    en: 'A line says what kind of act it was, when, and by which agency. It does not say whom it is about.',
  },
  appendOnly: {
    ko: '줄은 더할 수만 있어요. 한 줄이라도 지우거나 바꾸면 서명된 상태와 맞지 않아서 드러나요.',
    'zh-Hant': '紀錄只能增加。刪除或更改任何一筆，都會與已簽章的狀態不符而被發現。',
    en: 'Lines can only be added. If one is removed or changed, the log no longer fits the states that were signed.',
  },
  check: {
    ko: '기록 증명을 가진 사람은 누구나 그 줄이 여기에 있는지 직접 확인할 수 있어요.',
    'zh-Hant': '持有紀錄證明的人，都可以自行驗證該筆紀錄是否在此。',
    en: 'Anyone who holds a proof can check for themselves that its line is here.',
  },
  state: { ko: '지금 상태', 'zh-Hant': '目前狀態', en: 'State now' },
  size: { ko: '줄 수', 'zh-Hant': '筆數', en: 'Lines' },
  signedAt: { ko: '마지막 서명', 'zh-Hant': '最近簽章時間', en: 'Last signed' },
  vkey: { ko: '서명을 확인하는 키', 'zh-Hant': '驗證簽章的金鑰', en: 'Key that verifies the signature' },
  vkeyHelp: {
    ko: '이 키를 신문이나 다른 사이트 등 다른 곳에 실린 것과 비교해 주세요.',
    'zh-Hant': '請與報紙、其他網站等他處公布的金鑰比對。',
    en: 'Compare it with the one published elsewhere, for example in a newspaper or on another site.',
  },
  openCheckpoint: {
    ko: '서명된 상태(checkpoint) 보기',
    'zh-Hant': '查看已簽章的狀態（checkpoint）',
    en: 'See the signed state (checkpoint)',
  },
  notStarted: {
    ko: '공개 기록을 시작하는 중이에요. 잠시 뒤에 다시 열어 주세요.',
    'zh-Hant': '公開紀錄正在啟動，請稍後再開啟。',
    en: 'The log is starting. Open this page again in a few seconds.',
  },
  latest: { ko: '최근에 더해진 줄', 'zh-Hant': '最近增加的紀錄', en: 'Lines added last' },
  number: { ko: '번호', 'zh-Hant': '編號', en: 'Number' },
  empty: { ko: '아직 한 줄도 없어요', 'zh-Hant': '目前沒有任何紀錄', en: 'No lines yet' },
} satisfies Record<string, Text>;
