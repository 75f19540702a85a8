import type { Text } from '../../../kernel/index.ts';

/** Words around every view of an open wallet. */
export const FRAME_WORDS = {
  menu: { ko: '지갑 메뉴', 'zh-Hant': '皮夾選單', en: 'Wallet menu' },
  cards: { ko: '증명서', 'zh-Hant': '憑證', en: 'Cards' },
  scan: { ko: '찍기', 'zh-Hant': '掃描', en: 'Scan' },
  history: { ko: '기록', 'zh-Hant': '紀錄', en: 'History' },
  settings: { ko: '설정', 'zh-Hant': '設定', en: 'Settings' },
  lock: { ko: '잠그기', 'zh-Hant': '鎖上', en: 'Lock' },
} satisfies Record<string, Text>;
