import type { Text } from '../../kernel/index.ts';

/** What is printed on a paper card. */
export const PAPER_CARD = {
  title: { ko: '종이 증명서: {title}', 'zh-Hant': '紙本憑證：{title}', en: 'Paper card: {title}' },
  kind: { ko: '종이 증명서', 'zh-Hant': '紙本憑證', en: 'Paper card' },
  until: { ko: '{day}까지 유효', 'zh-Hant': '有效期限至{day}', en: 'Valid until {day}' },
  check: { ko: 'QR을 찍어 진위 확인', 'zh-Hant': '掃描 QR Code 查驗真偽', en: 'Scan to verify' },
  compare: {
    ko: '화면의 내용이 이 종이와 같은지 비교하세요.',
    'zh-Hant': '請比對畫面與紙本內容是否一致。',
    en: 'What the screen says must be what is printed.',
  },
  howTo: { ko: '쓰는 방법', 'zh-Hant': '使用方式', en: 'How to use it' },
  steps: [
    {
      ko: '테두리를 따라 자르고 가운데를 접으면 카드 크기가 돼요.',
      'zh-Hant': '沿外框剪下，從中間對摺，就是卡片大小。',
      en: 'Cut along the frame and fold it in the middle: it is as large as a card.',
    },
    {
      ko: '확인하는 사람은 이 주소를 열어 QR을 찍어요: {verifier} (한 번 열어 둔 뒤에는 인터넷이 없어도 돼요)',
      'zh-Hant': '查驗者開啟 {verifier} 並掃描 QR Code。開啟過一次後，沒有網路也能查驗。',
      en: 'Whoever checks it opens {verifier} and scans the code. Opened once, it works without the internet.',
    },
    {
      ko: '이 종이를 가진 사람은 누구나 보여 줄 수 있어요. 잃어버리면 {cards} 또는 발급 기관 창구에서 바로 폐기하세요.',
      'zh-Hant': '任何持有這張紙的人都能出示。遺失時，請立即至 {cards} 或發證機關臨櫃撤銷。',
      en: 'Anybody who has the paper can show it. If you lose it, revoke it at once at {cards} or at a counter of its issuer.',
    },
    {
      ko: '새 종이를 만들면 이 종이는 쓸 수 없어요.',
      'zh-Hant': '重新製作後，這張紙本即失效。',
      en: 'Once a new paper is made, this one stops working.',
    },
  ],
} as const satisfies Record<string, Text | readonly Text[]>;
