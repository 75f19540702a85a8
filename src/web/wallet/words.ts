import type { Text } from '../../kernel/index.ts';

/** Words of the wallet's page before its program has started. */
export const WALLET = {
  title: { ko: '디지털 지갑', 'zh-Hant': '數位憑證皮夾', en: 'Wallet' },
  shortTitle: { ko: '지갑', 'zh-Hant': '皮夾', en: 'Wallet' },
  noScript: {
    ko: '지갑을 쓰려면 브라우저에서 JavaScript를 켜 주세요. 증명서의 열쇠를 이 휴대폰에서 만들기 때문이에요. 휴대폰이 없으면 창구에서 종이 증명서를 받을 수 있어요.',
    'zh-Hant':
      '請在瀏覽器開啟 JavaScript 以使用皮夾，因為憑證的金鑰是在這支手機上產生的。沒有手機時，可以臨櫃申請紙本憑證。',
    en: 'Turn on JavaScript in your browser to use the wallet: the keys of your cards are made on this phone. Without a phone, you can get a paper card at a counter.',
  },
} satisfies Record<string, Text>;
