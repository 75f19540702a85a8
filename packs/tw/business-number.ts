import type { Numbering } from '#pack';

const NUMBER = /^\d{8}$/;
const WEIGHTS = [1, 2, 1, 2, 1, 2, 4, 1];

/** The sum of the digits of each digit times its weight. A seventh 7 gives 28 and so 10, which counts as 1 or as 0. */
function sumOf(digits: string): number {
  const products = WEIGHTS.map((weight, index) => weight * Number(digits[index]));
  return products.reduce((sum, product) => sum + Math.floor(product / 10) + (product % 10), 0);
}

/** 統一編號, divisible by 5 since 2023-04-01; by 10 before, which is included. */
const isRight = (digits: string): boolean => {
  const sum = sumOf(digits);
  return sum % 5 === 0 || (digits[6] === '7' && (sum + 1) % 5 === 0);
};

export const businessNumber: Numbering = {
  check(number) {
    if (!NUMBER.test(number)) {
      return {
        'zh-Hant': '請輸入 8 碼統一編號，例如 12345675',
        ko: '사업자등록번호 8자리를 입력해 주세요. 예: 12345675',
        en: 'Enter the 8-digit business number, for example 12345675',
      };
    }
    if (isRight(number)) return undefined;
    return {
      'zh-Hant': '統一編號的檢查碼不符，請再確認一次',
      ko: '사업자등록번호의 검증 숫자가 맞지 않아요. 번호를 다시 확인해 주세요',
      en: 'The check digit does not match. Check the number again',
    };
  },

  /** Right by its check digit; of whom it is, if anybody has it, nothing is meant. */
  make(serial) {
    const first = String(serial % 10_000_000).padStart(7, '0');
    const last = [...'0123456789'].find((digit) => isRight(first + digit))!;
    return first + last;
  },
};
