import type { Text } from '../../kernel/index.ts';

/** Words in the place of a form for which one proves first who one is. */
export const PROOF = {
  first: {
    ko: '계속하려면 본인인지 한 번 더 확인해 주세요. 확인하면 이 화면으로 돌아와요.',
    'zh-Hant': '繼續之前，請再驗證一次身分。驗證後會回到這個頁面。',
    en: 'To go on, prove once more that it is you. You come back to this page.',
  },
  prove: { ko: '본인 확인하기', 'zh-Hant': '驗證身分', en: 'Prove who you are' },
} satisfies Record<string, Text>;
