import type { Numbering } from '#pack';

/** The number that stands for each letter, in the order of the alphabet: A 10 … Z 33. */
const CODES: Readonly<Record<string, number>> = {
  A: 10,
  B: 11,
  C: 12,
  D: 13,
  E: 14,
  F: 15,
  G: 16,
  H: 17,
  I: 34,
  J: 18,
  K: 19,
  L: 20,
  M: 21,
  N: 22,
  O: 35,
  P: 23,
  Q: 24,
  R: 25,
  S: 26,
  T: 27,
  U: 28,
  V: 29,
  W: 32,
  X: 30,
  Y: 31,
  Z: 33,
};

const LETTERS = Object.keys(CODES);

/** A national's number or, since 2021, a resident's: a letter for the place, 1/2 or 8/9 for the sex, eight digits. */
const NUMBER = /^[A-Z][1289]\d{8}$/;

/** A resident's number before 2021: a second letter in place of the first digit. It ends in 2031. */
const OLD_RESIDENT = /^[A-Z]{2}\d{8}$/;

/** Tens + 9 × units of the letter + 8, 7, … 1 times the digits that follow. */
function sumOf(letter: string, digits: string): number {
  const code = CODES[letter]!;
  const weighted = [...digits].reduce((sum, digit, index) => sum + Number(digit) * (8 - index), 0);
  return Math.floor(code / 10) + 9 * (code % 10) + weighted;
}

const checkDigit = (letter: string, digits: string): number => (10 - (sumOf(letter, digits) % 10)) % 10;

/** 中華民國國民身分證統一編號 and 外來人口統一證號. */
export const nationalId: Numbering = {
  check(number) {
    if (!NUMBER.test(number) && !OLD_RESIDENT.test(number)) {
      return {
        'zh-Hant': '請輸入 10 碼身分證字號或統一證號，例如 A123456789',
        ko: '영문 1자와 숫자 9자리로 된 번호를 입력해 주세요. 예: A123456789',
        en: 'Enter the 10-character ID number, for example A123456789',
      };
    }
    const second = CODES[number[1]!];
    const digits = `${second === undefined ? number[1] : second % 10}${number.slice(2, 9)}`;
    if (checkDigit(number[0]!, digits) === Number(number[9])) return undefined;
    return {
      'zh-Hant': '身分證字號的檢查碼不符，請再確認一次',
      ko: '번호의 검증 숫자가 맞지 않아요. 번호를 다시 확인해 주세요',
      en: 'The check digit does not match. Check the number again',
    };
  },

  make(serial, { sex, area }) {
    const letter = area !== undefined && Object.hasOwn(CODES, area) ? area : LETTERS[serial % LETTERS.length]!;
    const digits = `${sex === 'male' ? 1 : 2}${String(serial % 10_000_000).padStart(7, '0')}`;
    return `${letter}${digits}${checkDigit(letter, digits)}`;
  },
};
