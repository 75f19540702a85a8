import { AppError } from '../../kernel/index.ts';

/** Longest text that a person or an officer may write, in characters. */
export const LONGEST_TEXT = 4_000;

/** What somebody wrote, without the blanks around it. @throws AppError `invalid` for an empty or overlong text. */
export function boundedText(text: string, most = LONGEST_TEXT): string {
  const trimmed = text.trim();
  if (trimmed === '' || [...trimmed].length > most) {
    throw new AppError('invalid', {
      ko: `1~${most}자로 써 주세요`,
      'zh-Hant': `請輸入 1 至 ${most} 個字`,
      en: `Enter 1 to ${most} characters`,
    });
  }
  return trimmed;
}
