import type { Numbering } from '#pack';

const NUMBER = /^\d{3}-\d{2}-\d{5}$/;
const WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5];

/** The tenth digit; the ninth, times five, counts its tens as well. @param digits the nine before it */
function checkDigitOf(digits: string): number {
  const sum = WEIGHTS.reduce((so, weight, index) => so + weight * Number(digits[index]), 0);
  return (10 - ((sum + Math.floor((5 * Number(digits[8])) / 10)) % 10)) % 10;
}

/** 사업자등록번호: three digits of the tax office, two of the kind of business, four and a check digit. */
export const businessNumber: Numbering = {
  check(number) {
    const digits = number.replaceAll('-', '');
    if (!NUMBER.test(number)) {
      return {
        ko: '사업자등록번호 10자리를 123-45-67890처럼 입력해 주세요',
        'zh-Hant': '請輸入 10 碼營業登記號碼，例如 123-45-67890',
        en: 'Enter the 10-digit business number, for example 123-45-67890',
      };
    }
    if (checkDigitOf(digits) === Number(digits[9])) return undefined;
    return {
      ko: '사업자등록번호의 검증 숫자가 맞지 않아요. 번호를 다시 확인해 주세요',
      'zh-Hant': '營業登記號碼的檢查碼不符，請再確認一次',
      en: 'The check digit does not match. Check the number again',
    };
  },

  /** A number that nobody has: the kind of business 00 is not given out. */
  make(serial) {
    const digits = `${100 + (Math.floor(serial / 10_000) % 900)}00${String(serial % 10_000).padStart(4, '0')}`;
    return `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}${checkDigitOf(digits)}`;
  },
};
