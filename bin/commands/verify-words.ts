import type { Text } from '../../src/kernel/index.ts';

/** What `madang verify` says besides the words that pages say, too. */
export const VERIFY = {
  act: {
    ko: '한 일: {kind}\n기관: {agency}\n시각: {at}',
    'zh-Hant': '事項：{kind}\n機關：{agency}\n時間：{at}',
    en: 'Act: {kind}\nAgency: {agency}\nTime: {at}',
  },
  place: {
    ko: '공개 기록: {origin}, {size}개 가운데 {place}번째',
    'zh-Hant': '公開紀錄：{origin}，共 {size} 筆中的第 {place} 筆',
    en: 'Log: {origin}, number {place} of {size}',
  },
  witnessed: {
    ko: '기록 증인 {witness}: {at} 서명',
    'zh-Hant': '見證單位 {witness}：{at} 簽章',
    en: 'Witness {witness}: signed at {at}',
  },
  witnessedUntimed: {
    ko: '기록 증인 {witness}: 서명함, 시각은 밝히지 않음',
    'zh-Hant': '見證單位 {witness}：已簽章，未註明時間',
    en: 'Witness {witness}: signed, gives no time',
  },
  limits: {
    ko: '이 증명이 말하지 않는 것:',
    'zh-Hant': '這份證明沒有證明的事：',
    en: 'What this does not prove:',
  },
  content: { ko: '기록된 내용:', 'zh-Hant': '記錄的內容：', en: 'What was recorded:' },
} satisfies Record<string, Text>;
