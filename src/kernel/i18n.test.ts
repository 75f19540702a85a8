import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type Currency,
  chooseLocale,
  fill,
  formatDay,
  formatMoney,
  formatTime,
  LOCALES,
  say,
  withParticle,
} from './i18n.ts';

const PARTICLES = ['을/를', '이/가', '은/는', '과/와', '으로/로', '이라고/라고'];

/** Each word with the particle that a Korean reader expects, in the order of PARTICLES. */
const SPOKEN: [word: string, expected: string][] = [
  ['신청', '을 이 은 과 으로 이라고'],
  ['급여', '를 가 는 와 로 라고'],
  ['서울', '을 이 은 과 로 이라고'],
  ['출생 등록', '을 이 은 과 으로 이라고'],
  ['1', '을 이 은 과 로 이라고'],
  ['2', '를 가 는 와 로 라고'],
  ['3', '을 이 은 과 으로 이라고'],
  ['2026', '을 이 은 과 으로 이라고'],
  ['7', '을 이 은 과 로 이라고'],
  ['8', '을 이 은 과 로 이라고'],
  ['10', '을 이 은 과 으로 이라고'],
  ['45', '를 가 는 와 로 라고'],
  ['PDF', '를 가 는 와 로 라고'],
  ['XML', '을 이 은 과 로 이라고'],
  ['QR', '을 이 은 과 로 이라고'],
  ['PIN', '을 이 은 과 으로 이라고'],
  ['「출생 등록」', '을 이 은 과 으로 이라고'],
  ['“급여”', '를 가 는 와 로 라고'],
  ['국민연금국(國民年金局)', '을 이 은 과 으로 이라고'],
  ['급여 (2026)', '를 가 는 와 로 라고'],
  ['급여（第一期）', '를 가 는 와 로 라고'],
  ['「급여(1차)」', '를 가 는 와 로 라고'],
  ['(주)', '를 가 는 와 로 라고'],
  ['번호.', '를 가 는 와 로 라고'],
  ['', '를 가 는 와 로 라고'],
];

for (const [word, expected] of SPOKEN) {
  test(`particles after ${JSON.stringify(word)}`, () => {
    const added = PARTICLES.map((particles) => withParticle(word, particles).slice(word.length));
    assert.equal(added.join(' '), expected);
  });
}

test('each Hangul syllable takes the particle of its final consonant', () => {
  const syllable = fc.integer({ min: 0, max: 11_171 });
  fc.assert(
    fc.property(fc.string(), syllable, (before, index) => {
      const word = before + String.fromCharCode(0xac00 + index);
      assert.equal(withParticle(word, '을/를'), word + (index % 28 === 0 ? '를' : '을'));
      assert.equal(withParticle(word, '으로/로'), word + ([0, 8].includes(index % 28) ? '로' : '으로'));
    }),
  );
});

/** Headers as browsers send them. */
const ACCEPTED: [header: string | undefined, expected: string][] = [
  ['ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7', 'ko'],
  ['zh-TW,zh;q=0.9,en-US;q=0.8,en;q=0.7', 'zh-Hant'],
  ['zh-Hant-TW', 'zh-Hant'],
  ['en-US,en;q=0.5', 'en'],
  ['en-GB,en;q=0.9,ko;q=0.95', 'en'],
  ['fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5', 'en'],
  ['de;q=0.9, ko ; q=0.3, en;q=0.4', 'en'],
  ['en;q=0, ko;q=0.1', 'ko'],
  ['en;Q=0.2, KO;Q=0.8', 'ko'],
  ['fr, de', 'zh-Hant'],
  ['eng, korean', 'zh-Hant'],
  ['*', 'zh-Hant'],
  ['', 'zh-Hant'],
  [undefined, 'zh-Hant'],
  [',;,;q=,q=1', 'zh-Hant'],
];

for (const [header, expected] of ACCEPTED) {
  test(`Accept-Language: ${header} is answered in ${expected}`, () => {
    assert.equal(chooseLocale([undefined, 'fr'], header, 'zh-Hant'), expected);
  });
}

test('a language that was chosen comes before the header', () => {
  assert.equal(chooseLocale(['klingon', 'en', 'ko'], 'ko', 'zh-Hant'), 'en');
});

test('whatever the header, the answer is a language spoken here', () => {
  fc.assert(fc.property(fc.string(), (header) => assert.ok(LOCALES.includes(chooseLocale([], header, 'en')))));
});

test('a place is filled, an unknown place stays', () => {
  const text = { ko: '{title|을/를} {count}건', 'zh-Hant': '{title}{count}件', en: '{count} × {title} {constructor}' };
  assert.equal(say(text, 'ko', { title: '신청', count: 2 }), '신청을 2건');
  assert.equal(say(text, 'ko', { count: 0 }), '{title|을/를} 0건');
  assert.equal(say(text, 'zh-Hant'), '{title}{count}件');
  assert.equal(
    say(text, 'en', { title: '{count}', count: 1 }),
    '1 × {count} {constructor}',
    'a value is not filled again',
  );
});

test('fill says a text in every language, each with its own values', () => {
  const titles = { ko: '급여', 'zh-Hant': '給付', en: 'benefit' };
  const filled = fill(
    { ko: '{title|이/가} 왔습니다', 'zh-Hant': '{title}到了', en: 'Your {title} came' },
    (locale) => ({
      title: titles[locale],
    }),
  );
  assert.deepEqual(filled, { ko: '급여가 왔습니다', 'zh-Hant': '給付到了', en: 'Your benefit came' });
});

const inAll = <T>(format: (locale: (typeof LOCALES)[number]) => T) => LOCALES.map(format);

test('days, with the year of an era where it is written', () => {
  const era = { name: { ko: '민국', 'zh-Hant': '民國', en: 'Republic' }, offset: 1911 };
  assert.deepEqual(
    inAll((locale) => formatDay('2026-03-05', locale)),
    ['2026년 3월 5일', '2026年3月5日', '5 March 2026'],
  );
  assert.equal(formatDay('2026-03-05', 'zh-Hant', era), '2026年3月5日（民國115年）');
  assert.equal(formatDay('2026-03-05', 'en', era), '5 March 2026');
});

test('times of day in their zone', () => {
  const time = (instant: string) => inAll((locale) => formatTime(new Date(instant), locale, 'Asia/Taipei'));
  assert.deepEqual(time('2026-03-05T06:30:00Z'), ['오후 2:30', '下午2:30', '2:30pm']);
  assert.deepEqual(time('2026-03-04T16:00:00Z'), ['오전 12:00', '凌晨12:00', '12:00am']);
  assert.equal(
    formatTime(new Date('2026-03-05T06:30:00Z'), 'en', 'UTC'),
    '6:30am',
    'the zone is part of what is cached',
  );
});

test('money, in minor units, as each language writes it', () => {
  const coin: Currency = {
    code: 'XTS',
    decimals: 2,
    format: { ko: '{amount}원', 'zh-Hant': '{amount} X', en: '{amount} X' },
  };
  assert.deepEqual(
    inAll((locale) => formatMoney(123456789, coin, locale)),
    ['1,234,567.89원', '1,234,567.89 X', '1,234,567.89 X'],
  );
  assert.equal(formatMoney(-5, coin, 'ko'), '-0.05원');
  assert.equal(formatMoney(2_000, { ...coin, decimals: 0 }, 'ko'), '2,000원');
});
