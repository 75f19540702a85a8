import type { Numbering } from '#pack';

/** YYMMDD-GNNNNNN: the day of birth, a digit for century and sex, and six more. */
const NUMBER = /^(\d{2})(\d{2})(\d{2})-(\d)\d{6}$/;

/** The century of birth that each seventh digit stands for; 5 to 8 are foreign residents'. */
const CENTURIES: Readonly<Record<string, number>> = {
  9: 1800,
  0: 1800,
  1: 1900,
  2: 1900,
  5: 1900,
  6: 1900,
  3: 2000,
  4: 2000,
  7: 2000,
  8: 2000,
};

const WEIGHTS = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

/** The last digit of a number issued before 5 October 2020. @param digits the twelve before it */
export function checkDigitOf(digits: string): number {
  const sum = WEIGHTS.reduce((so, weight, index) => so + weight * Number(digits[index]), 0);
  return (11 - (sum % 11)) % 10;
}

/** Whether there is such a day in the calendar. */
function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** 주민등록번호 (주민등록법 시행규칙 제2조). */
export const residentNumber: Numbering = {
  /** Numbers issued or changed since 5 October 2020 have six random digits at the end, so that no check digit is looked at. */
  check(number) {
    const [, year, month, day, seventh] = NUMBER.exec(number) ?? [];
    if (seventh === undefined) {
      return {
        ko: '주민등록번호 13자리를 900101-1234567처럼 입력해 주세요',
        'zh-Hant': '請輸入 13 碼居民登記號碼，例如 900101-1234567',
        en: 'Enter the 13-digit resident number, for example 900101-1234567',
      };
    }
    if (isDay(CENTURIES[seventh]! + Number(year), Number(month), Number(day))) return undefined;
    return {
      ko: '앞 6자리가 실제 날짜가 아니에요. 번호를 다시 확인해 주세요',
      'zh-Hant': '前 6 碼不是正確日期，請再確認一次',
      en: 'The first 6 digits are not a real date. Check the number again',
    };
  },

  /**
   * A number that no living person has, as far as that can be had: its last digit is deliberately wrong, and every number
   * issued before 5 October 2020 has the right one. Of those born or renumbered since, none can be said to be nobody's.
   * Two people born on one day, of one sex, get different numbers when their serials differ by less than 900,000.
   */
  make(serial, { sex, born_on }) {
    const [year = '', month = '', day = ''] = born_on.split('-');
    const seventh = (year < '2000' ? 1 : 3) + (sex === 'male' ? 0 : 1);
    const first = `${year.slice(2)}${month}${day}${seventh}${String(serial % 100_000).padStart(5, '0')}`;
    const wrong = 1 + (Math.floor(serial / 100_000) % 9);
    return `${first.slice(0, 6)}-${first.slice(6)}${(checkDigitOf(first) + wrong) % 10}`;
  },
};
