import type { Text } from '../../kernel/index.ts';

/** What is printed on notes. */
export const SHEET = {
  title: {
    ko: '{programme} {first}~{last}',
    'zh-Hant': '{programme} {first}–{last}',
    en: '{programme} {first} to {last}',
  },
  until: { ko: '{day}까지 사용', 'zh-Hant': '使用期限至{day}', en: 'Spend until {day}' },
  months: {
    ko: '받은 날부터 {count}개월 동안 사용',
    'zh-Hant': '自領取日起 {count} 個月內使用',
    en: 'Spend within {count} months of getting it',
  },
  issuer: { ko: '발행 {agency}', 'zh-Hant': '發行機關 {agency}', en: 'Issued by {agency}' },
  scratch: { ko: '결제할 때 긁으세요', 'zh-Hant': '付款時刮開', en: 'Scratch when you pay' },
  check: { ko: '진위 확인', 'zh-Hant': '查驗真偽', en: 'Check it' },
  set: { ko: '한 묶음', 'zh-Hant': '一組', en: 'One set' },
  setOf: {
    ko: '{count}장, 모두 {worth}',
    'zh-Hant': '共 {count} 張，合計 {worth}',
    en: '{count} notes, {worth} in all',
  },
  counter: {
    ko: '창구에서 이 일련번호를 찍은 뒤에야 쓸 수 있어요.',
    'zh-Hant': '櫃檯掃描此序號後才可使用。',
    en: 'Worth nothing until a counter scans this serial.',
  },
} satisfies Record<string, Text>;
