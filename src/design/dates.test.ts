import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Locale } from '../kernel/index.ts';
import { type DateForm, formatDate } from './dates.ts';

const plain: [DateForm, Record<Locale, string>][] = [
  ['long', { ko: '2026년 3월 5일', 'zh-Hant': '2026年3月5日', en: '5 March 2026' }],
  ['weekday', { ko: '2026년 3월 5일(목)', 'zh-Hant': '2026年3月5日（四）', en: 'Thursday 5 March 2026' }],
  ['short', { ko: '2026. 3. 5.', 'zh-Hant': '2026/3/5', en: '5 Mar 2026' }],
  ['time', { ko: '2026년 3월 5일', 'zh-Hant': '2026年3月5日', en: '5 March 2026' }],
];

for (const [form, expected] of plain) {
  test(`a day in the ${form} form`, () => {
    for (const [locale, shown] of Object.entries(expected)) {
      assert.equal(formatDate('2026-03-05', locale as Locale, { form }), shown);
    }
  });
}

test('an instant is shown in its zone, on the day that it is there', () => {
  const options = { form: 'time', zone: 'Asia/Seoul' } as const;
  assert.equal(formatDate('2026-03-04T16:30:00Z', 'en', options), '5 March 2026, 1:30am');
  assert.equal(formatDate('2026-03-05T05:30:00Z', 'ko', options), '2026년 3월 5일 오후 2:30');
});

test('what is no date, or an instant without a zone, is refused', () => {
  assert.throws(() => formatDate('soon', 'en'), /not an ISO date/);
  assert.throws(() => formatDate('2026-03-04T16:30:00Z', 'en'), /needs a time zone/);
});
